package org.leasemq.sqs.operator;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** Deletes a durable subscription of Jakarta Messaging that nobody uses, with its messages. */
final class DeleteSubscriber implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the subscription of QueueName"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(NamedQueue.PARAMETER);
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        QueueInfo queue = NamedQueue.of(call, NamedQueue.PARAMETER);
        if (QueuePrefix.SUBSCRIPTIONS.stream().noneMatch(queue.name()::startsWith)) {
            throw ApiException.invalid(
                    NamedQueue.PARAMETER,
                    call.in().text(NamedQueue.PARAMETER),
                    "It is a queue of its own. Unsubscribe it by the SNS API.");
        }
        try {
            call.engine().deleteSubscription(List.of(queue.name())).await();
        } catch (EngineException.NoSuchQueue | SubscriptionInUse e) {
            throw NamedQueue.refused(e);
        }
        return Map.of();
    }
}
