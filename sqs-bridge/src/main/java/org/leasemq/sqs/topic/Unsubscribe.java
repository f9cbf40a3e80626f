package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
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
        TopicTouch.Named subscription = TopicTouch.find(call);
        if (subscription != null) {
            WaitingSubscriptions.end(call, subscription.topic(), subscription.name());
        }
        return Map.of();
    }
}
