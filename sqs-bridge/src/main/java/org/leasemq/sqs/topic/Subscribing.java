package org.leasemq.sqs.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leasemq.engine.Filter;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Subscription;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Changes;
import org.leasemq.sqs.filter.FilterPolicies;
import org.leasemq.sqs.filter.PolicyRules;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;

/** How a queue subscribes to a topic, or changes that: what is null stays as it is. */
final class Subscribing {
    private static final String RAW = "RawMessageDelivery";
    private static final String FILTER = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";
    private static final String BODY = "MessageBody";
    private static final String ATTRIBUTES = "MessageAttributes";

    /** What stands before the words of a refusal. */
    private final String where;

    private Boolean raw;
    private Boolean onBody;
    private String filterPolicy;

    private Subscribing(String where) {
        this.where = where;
    }

    /**
     * The attributes of a request.
     *
     * @param where what stands before the words of a refusal
     * @throws ApiException if there is no such attribute, or its value cannot be
     */
    static Subscribing of(Map<String, String> attributes, String where) {
        Subscribing subscribing = new Subscribing(where);
        attributes.forEach(subscribing::set);
        return subscribing;
    }

    private void set(String name, String value) {
        switch (name) {
            case RAW -> raw = flag(value);
            case FILTER -> filterPolicy = value.strip().equals("{}") ? "" : value;
            case SCOPE -> {
                if (!value.equals(BODY) && !value.equals(ATTRIBUTES)) {
                    throw invalid(SCOPE + ": Invalid value [" + value + "]. Please use either MessageBody or"
                            + " MessageAttributes");
                }
                onBody = value.equals(BODY);
            }
            default -> throw invalid("AttributeName");
        }
    }

    private boolean flag(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw invalid(RAW + ": Invalid value [" + value + "]. Must be true or false.");
        }
        return lower.equals("true");
    }

    /** Whether a subscription that is there has other attributes than those given. */
    boolean differs(QueueAttributes queue, String topic) {
        String policy = TopicLabels.filterPolicy(queue, topic);
        return raw != null && raw != TopicLabels.isRaw(queue, topic)
                || filterPolicy != null && !filterPolicy.equals(policy == null ? "" : policy)
                || onBody != null && onBody != TopicLabels.isOnBody(queue, topic);
    }

    /** Makes the subscription: in envelopes, unless they are not wanted. */
    void create(Call call, String topic, QueueInfo queue) {
        raw = raw != null && raw;
        apply(call, topic, queue);
    }

    void apply(Call call, String topic, QueueInfo queue) {
        Changes.apply(call, queue, present -> change(present, topic));
    }

    private QueueAttributes change(QueueAttributes present, String topic) {
        Subscription found = Topics.find(present, topic);
        Subscription known = found == null ? Subscription.to(topic) : found;
        Filter wanted = filterPolicy == null && onBody == null ? known.filter() : filter(present, topic);
        List<Subscription> subscriptions = new ArrayList<>(Topics.others(present, topic));
        subscriptions.add(new Subscription(topic, wanted, known.exceptOrigin()));
        QueueAttributes result = present.withSubscriptions(subscriptions);
        if (raw != null) {
            result = TopicLabels.withRaw(result, topic, raw);
        }
        if (onBody != null) {
            result = TopicLabels.withOnBody(result, topic, onBody);
        }
        return filterPolicy == null ? result : TopicLabels.withFilterPolicy(result, topic, filterPolicy);
    }

    /** Of the policy and the scope together, one of which may be there already. */
    private Filter filter(QueueAttributes present, String topic) {
        String policy = filterPolicy == null ? TopicLabels.filterPolicy(present, topic) : filterPolicy;
        boolean body = onBody == null ? TopicLabels.isOnBody(present, topic) : onBody;
        if (policy == null || policy.isEmpty()) {
            return null;
        }
        String fault = PolicyRules.fault(policy, body);
        if (fault != null) {
            throw invalid(fault);
        }
        return FilterPolicies.filter(policy, body);
    }

    private ApiException invalid(String reason) {
        return TopicErrors.invalid(where + reason);
    }
}
