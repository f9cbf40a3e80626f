package org.leasemq.sqs.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.Filter;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.Subscription;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** How a queue subscribes to a topic, or changes that: what is null stays as it is. */
final class Subscribing {
    private static final String RAW = "RawMessageDelivery";
    private static final String FILTER = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";

    private Boolean raw;
    private String filterPolicy;
    private Filter filter;

    private Subscribing() {}

    /** @throws ApiException if there is no such attribute, or its value cannot be */
    static Subscribing of(Map<String, String> attributes) {
        Subscribing subscribing = new Subscribing();
        attributes.forEach((name, value) -> {
            switch (name) {
                case RAW -> subscribing.raw = flag(RAW, value);
                case FILTER -> {
                    subscribing.filterPolicy = value;
                    subscribing.filter = value.isEmpty() ? null : FilterPolicy.toFilter(value);
                }
                case SCOPE -> {
                    if (!value.equals("MessageAttributes")) {
                        throw invalid("FilterPolicyScope: messages are filtered by their attributes only");
                    }
                }
                default -> throw invalid("AttributeName: there is no attribute " + name + " of subscriptions here");
            }
        });
        return subscribing;
    }

    private static boolean flag(String name, String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw invalid(name + ": Invalid value [" + value + "]. Must be true or false.");
        }
        return Boolean.parseBoolean(value);
    }

    void apply(Call call, String topic, String queue) {
        call.done(call.engine().changeAttributes(queue, present -> change(present, topic)));
    }

    private QueueAttributes change(QueueAttributes present, String topic) {
        Subscription found = Topics.find(present, topic);
        Subscription known = found == null ? Subscription.to(topic) : found;
        Filter wanted = filterPolicy == null ? known.filter() : filter;
        List<Subscription> subscriptions = new ArrayList<>(Topics.others(present, topic));
        subscriptions.add(new Subscription(topic, wanted, known.exceptOrigin()));
        QueueAttributes result = present.withSubscriptions(subscriptions);
        if (raw != null) {
            result = TopicLabels.withRaw(result, topic, raw);
        }
        return filterPolicy == null ? result : TopicLabels.withFilterPolicy(result, topic, filterPolicy);
    }

    private static ApiException invalid(String reason) {
        return new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: " + reason);
    }
}
