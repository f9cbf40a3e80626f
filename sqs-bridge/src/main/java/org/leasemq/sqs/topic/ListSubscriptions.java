package org.leasemq.sqs.topic;

import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.wire.Shape;

/** Lists the subscriptions of queues. */
final class ListSubscriptions implements SimpleAction {
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
        return SubscriptionView.list(call, topic -> true);
    }
}
