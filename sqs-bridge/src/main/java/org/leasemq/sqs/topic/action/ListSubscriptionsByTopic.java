package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.SubscriptionView;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Lists the subscriptions of queues to a topic. */
final class ListSubscriptionsByTopic implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(TouchRole.SUBSCRIPTION_READER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn", "NextToken");
    }

    @Override
    public Shape.Structure output() {
        return SubscriptionView.LIST;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = call.touched(TopicTouch.TOPIC).name();
        return SubscriptionView.list(call, Topics.subscriptions(call.engine(), name));
    }
}
