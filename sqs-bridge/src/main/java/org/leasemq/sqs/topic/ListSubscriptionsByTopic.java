package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.wire.Shape;

/** Lists the subscriptions of queues to a topic. */
final class ListSubscriptionsByTopic implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(Role.SUBSCRIPTION_READER));
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
