package org.leasemq.sqs.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.filter.FilterPolicies;
import org.leasemq.sqs.filter.PolicyRules;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;

/** How a queue subscribes to a topic, or changes that: what is null stays as it is. */
public final class Subscribing {
    private static final String RAW = "RawMessageDelivery";
    private static final String FILTER = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";
    private static final String BODY = "MessageBody";
    private static final String ATTRIBUTES = "MessageAttributes";

    private final Call call;
    private final String topic;
    private final String queue;
    /** What stands before the words of a refusal. */
    private final String where;

    private Boolean raw;
    private Boolean onBody;
    private String filterPolicy;
    private String redrivePolicy;

    private Subscribing(Call call, String topic, String queue, String where) {
        this.call = call;
        this.topic = topic;
        this.queue = queue;
        this.where = where;
    }

    /**
     * The attributes of a request.
     *
     * @param topic what the engine calls it, as the queue
     * @param where what stands before the words of a refusal
     * @throws ApiException if there is no such attribute, or its value cannot be
     */
    public static Subscribing of(Call call, String topic, String queue, Map<String, String> attributes, String where) {
        Subscribing subscribing = new Subscribing(call, topic, queue, where);
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
            case RedriveTarget.POLICY -> redrivePolicy = redrive(value);
            default -> throw invalid("AttributeName");
        }
    }

    private String redrive(String value) {
        String fault = value.isEmpty() ? null : RedriveTarget.fault(call, value, topic, queue);
        if (fault != null) {
            throw invalid(RedriveTarget.POLICY + ": " + fault);
        }
        return value;
    }

    private boolean flag(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw invalid(RAW + ": Invalid value [" + value + "]. Must be true or false.");
        }
        return lower.equals("true");
    }

    /** Whether a subscription that is there has other attributes than those given. */
    public boolean differs(Standing there) {
        QueueAttributes holder = there.holder();
        return raw != null && raw != TopicLabels.isRaw(holder, there.end())
                || differs(filterPolicy, TopicLabels.filterPolicy(holder, there.end()))
                || differs(redrivePolicy, TopicLabels.redrivePolicy(holder, there.end()))
                || onBody != null && onBody != TopicLabels.isOnBody(holder, there.end());
    }

    private static boolean differs(String wanted, String there) {
        return wanted != null && !wanted.equals(there == null ? "" : there);
    }

    /** Makes or changes the subscription if it still stands like that. Whether it did. */
    public boolean apply(Standing seen) {
        return seen.queue() == null
                ? WaitingSubscriptions.keep(call, seen, this::changeWaiting)
                : AttributeChanges.ifUnchanged(call, seen.queue(), this::change);
    }

    /** After the subscription is as it should be: where messages go that its queue misses. */
    public void settle(Standing there) {
        if (redrivePolicy != null || there.isKept() && TopicLabels.redrivePolicy(there.holder(), there.end()) != null) {
            MissedMessages.settle(call, topic);
        }
    }

    /** Of a queue that is not there. */
    private QueueAttributes changeWaiting(QueueAttributes present) {
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

    private QueueAttributes change(QueueAttributes present) {
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
        if (redrivePolicy != null) {
            result = TopicLabels.withRedrivePolicy(result, otherEnd, redrivePolicy);
        }
        return filterPolicy == null ? result : TopicLabels.withFilterPolicy(result, otherEnd, filterPolicy);
    }

    /** Of the policy and the scope together, one of which may be there already. */
    private Filter filter(QueueAttributes present, String end) {
        String policy = filterPolicy == null ? TopicLabels.filterPolicy(present, end) : filterPolicy;
        boolean body = onBody == null ? TopicLabels.isOnBody(present, end) : onBody;
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
