package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.Shape;

/** Tells the attributes of a topic. */
final class GetTopicAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(Role.TOPIC_READER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn");
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Attributes", new Shape.MapOf("entry", "key", "value", false, Shape.TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = call.touched(TopicTouch.TOPIC).topic();
        QueueInfo created = call.touched(TopicTouch.TOPIC).queue();
        int subscriptions = Topics.subscribers(call.engine(), name).size();
        return Shape.values(
                "Attributes",
                Shape.values(
                        "TopicArn",
                        call.arns().topic(name),
                        "Owner",
                        created == null
                                ? call.arns().account()
                                : call.arns().of(created).account(),
                        "Policy",
                        Topics.policy(created),
                        "DisplayName",
                        "",
                        "SubscriptionsConfirmed",
                        "" + subscriptions,
                        "SubscriptionsPending",
                        "0",
                        "SubscriptionsDeleted",
                        "0",
                        "FifoTopic",
                        Names.isFifo(name) ? "true" : null));
    }
}
