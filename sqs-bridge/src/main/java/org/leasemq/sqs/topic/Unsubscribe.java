package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.queue.TopicLabels;
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
            stopWaiting(call, subscription);
            if (subscription.queue() != null) {
                Topics.unsubscribe(call, subscription.queue().name(), subscription.topic());
            }
        }
        return Map.of();
    }

    /** Also where the queue is there: it may have been about to be deleted. */
    private static void stopWaiting(Call call, TopicTouch.Named subscription) {
        QueueInfo topic = Topics.created(call.engine(), subscription.topic());
        if (topic != null && TopicLabels.isWaiting(topic.attributes(), subscription.name())) {
            call.done(call.engine()
                    .changeAttributes(
                            topic.name(), present -> TopicLabels.withoutWaiting(present, subscription.name())));
        }
    }
}
