package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.Standing;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.WaitingSubscriptions;
import org.leasemq.sqs.wire.Shape;

/** Ends a subscription; what the queue has got stays. */
final class Unsubscribe implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.subscriptionOfEither());
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("SubscriptionArn");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Standing subscription = TopicTouch.find(call);
        if (subscription != null) {
            WaitingSubscriptions.end(call, subscription.topicName(), subscription.queueName());
        }
        return Map.of();
    }
}
