package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.wire.Shape;

/** Lists the subscriptions of queues. */
final class ListSubscriptions implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every subscription of a queue"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("NextToken");
    }

    @Override
    public Shape.Structure output() {
        return SubscriptionView.LIST;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        return SubscriptionView.list(
                call,
                Topics.subscriptions(call.engine()).stream()
                        .filter(subscription -> call.owns(subscription.owner(call.engine())))
                        .toList());
    }
}
