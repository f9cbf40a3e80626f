package org.leasemq.sqs.topic;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Subscription;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.Shape;

/** Subscriptions in answers. */
final class SubscriptionView {
    /** What a list of them looks like. */
    static final Shape.Structure LIST = Shape.structure()
            .with(
                    "Subscriptions",
                    new Shape.ListOf(
                            "member",
                            false,
                            Shape.texts("SubscriptionArn", "Owner", "Protocol", "Endpoint", "TopicArn")))
            .with(Pages.TOKEN, Shape.TEXT);

    /** Sorts before all that names have in them. */
    private static final char SEPARATOR = '\n';

    private SubscriptionView() {}

    static Map<String, Object> list(Call call, BiPredicate<QueueInfo, String> subscriptions) {
        NavigableMap<String, Map<String, Object>> list = new TreeMap<>();
        for (QueueInfo queue : call.engine().queues()) {
            for (Subscription subscription : queue.attributes().subscriptions()) {
                if (Names.isVisible(queue.name()) && subscriptions.test(queue, subscription.topic())) {
                    list.put(
                            subscription.topic() + SEPARATOR + queue.name(),
                            describe(call, subscription.topic(), queue));
                }
            }
        }
        return Pages.page(call, "Subscriptions", list);
    }

    private static Map<String, Object> describe(Call call, String topic, QueueInfo queue) {
        return Shape.values(
                "SubscriptionArn",
                Topics.subscriptionArn(call, topic, queue.name()),
                "Owner",
                call.arns().of(queue).account(),
                "Protocol",
                "sqs",
                "Endpoint",
                call.arns().queue(queue.name()),
                "TopicArn",
                call.arns().topic(topic));
    }

    static Map<String, Object> attributes(Call call, TopicTouch.Named subscription) {
        QueueAttributes queue = subscription.queue().attributes();
        String topic = subscription.topic();
        Map<String, Object> values = describe(call, topic, subscription.queue());
        values.put("RawMessageDelivery", Boolean.toString(TopicLabels.isRaw(queue, topic)));
        values.put("PendingConfirmation", "false");
        values.put("ConfirmationWasAuthenticated", "true");
        String policy = TopicLabels.filterPolicy(queue, topic);
        if (policy != null) {
            values.put("FilterPolicy", policy);
            values.put("FilterPolicyScope", TopicLabels.isOnBody(queue, topic) ? "MessageBody" : "MessageAttributes");
        }
        return values;
    }
}
