package org.leasemq.sqs.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leasemq.engine.Filter;
import org.leasemq.engine.QueueAttributes;
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
    boolean differs(Standing there) {
        QueueAttributes holder = there.holder();
        String policy = TopicLabels.filterPolicy(holder, there.end());
        return raw != null && raw != TopicLabels.isRaw(holder, there.end())
                || filterPolicy != null && !filterPolicy.equals(policy == null ? "" : policy)
                || onBody != null && onBody != TopicLabels.isOnBody(holder, there.end());
    }

    /** Makes or changes the subscription if it still stands like that. */
    void apply(Call call, Standing seen) {
        if (seen.queue() == null) {
            WaitingSubscriptions.keep(call, seen, present -> changeWaiting(present, seen.queueName()));
        } else {
            Changes.ifUnchanged(call, seen.queue(), present -> change(present, seen.topicName()));
        }
    }

    /** Of a queue that is not there. */
    private QueueAttributes changeWaiting(QueueAttributes present, String queue) {
        filter(present, queue);
        boolean known = TopicLabels.isWaiting(present, queue);
        QueueAttributes result = labels(present, queue, known);
        return known ? result : TopicLabels.withWaiting(result, queue);
    }

    /** The filter of what is kept about a subscription; null if there is none. */
    static Filter keptFilter(QueueAttributes holder, String end) {
        String policy = TopicLabels.filterPolicy(holder, end);
        return policy == null ? null : FilterPolicies.filter(policy, TopicLabels.isOnBody(holder, end));
    }

    private QueueAttributes change(QueueAttributes present, String topic) {
        Subscription found = Topics.find(present, topic);
        Subscription known = found == null ? Subscription.to(topic) : found;
        Filter wanted = filterPolicy == null && onBody == null ? known.filter() : filter(present, topic);
        QueueAttributes labelled = labels(present, topic, found != null);
        List<Subscription> subscriptions = new ArrayList<>(Topics.others(present, topic));
        subscriptions.add(new Subscription(topic, wanted, known.exceptOrigin(), TopicLabels.label(labelled, topic)));
        return labelled.withSubscriptions(subscriptions);
    }

    /** What is kept at one end of the subscription about it. A new one is in envelopes, unless they are not wanted. */
    private QueueAttributes labels(QueueAttributes present, String otherEnd, boolean known) {
        QueueAttributes result = present;
        if (raw != null || !known) {
            result = TopicLabels.withRaw(result, otherEnd, raw != null && raw);
        }
        if (onBody != null) {
            result = TopicLabels.withOnBody(result, otherEnd, onBody);
        }
        return filterPolicy == null ? result : TopicLabels.withFilterPolicy(result, otherEnd, filterPolicy);
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
