package org.leasemq.sqs.topic;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.Shape;

/** Subscriptions in answers. */
public final class SubscriptionView {
    /** What a list of them looks like. */
    public static final Shape.Structure LIST = Shape.structure()
            .with(
                    "Subscriptions",
                    new Shape.ListOf(
                            "member",
                            false,
                            Shape.texts("SubscriptionArn", "Owner", "Protocol", "Endpoint", "TopicArn")))
            .with(Pages.TOKEN, Shape.TEXT);

    private SubscriptionView() {}

    /** A page of them. */
    public static Map<String, Object> list(Call call, Iterable<Standing> subscriptions) {
        NavigableMap<String, Standing> list = new TreeMap<>();
        for (Standing subscription : subscriptions) {
            list.put(subscription.key(), subscription);
        }
        return Pages.page(call, "Subscriptions", list, subscription -> describe(call, subscription));
    }

    private static Map<String, Object> describe(Call call, Standing subscription) {
        return Shape.values(
                "SubscriptionArn",
                Topics.subscriptionArn(call, subscription.topicName(), subscription.queueName()),
                "Owner",
                subscription.owner(call.engine()).home(call.homes().own()).account(),
                "Protocol",
                "sqs",
                "Endpoint",
                call.homes().queueArn(subscription.queueName()),
                "TopicArn",
                call.homes().topicArn(subscription.topicName()));
    }

    /** All that is told of one. */
    public static Map<String, Object> attributes(Call call, Standing subscription) {
        QueueAttributes holder = subscription.holder();
        String end = subscription.end();
        Map<String, Object> values = describe(call, subscription);
        values.put("RawMessageDelivery", Boolean.toString(TopicLabels.isRaw(holder, end)));
        values.put("PendingConfirmation", "false");
        values.put("ConfirmationWasAuthenticated", "true");
        values.put("SubscriptionPrincipal", "arn:aws:iam::" + values.get("Owner") + ":root");
        String policy = TopicLabels.filterPolicy(holder, end);
        if (policy != null) {
            values.put("FilterPolicy", policy);
            values.put("FilterPolicyScope", TopicLabels.isOnBody(holder, end) ? "MessageBody" : "MessageAttributes");
        }
        String redrive = TopicLabels.redrivePolicy(holder, end);
        if (redrive != null) {
            values.put("RedrivePolicy", redrive);
        }
        return values;
    }
}
