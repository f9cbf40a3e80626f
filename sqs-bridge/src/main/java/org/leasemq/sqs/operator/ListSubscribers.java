package org.leasemq.sqs.operator;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.Subscription;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Paging;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.Shape;

/** Lists who subscribes to which topic: queues, and durable subscriptions of Jakarta Messaging. */
final class ListSubscribers implements SimpleAction {
    /** What one takes that is listed, about. */
    private static final int OF_EACH = 1024;

    private static final Shape.Structure SUBSCRIBER =
            Shape.texts("TopicName", NamedQueue.PARAMETER, "Filter").with(NUMBER, "Available", "InFlight");

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every queue that subscribes"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.structure();
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Subscribers", Shape.list("Subscriber", SUBSCRIBER));
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        List<QueueInfo> queues = Paging.all(call).stream()
                .filter(queue -> QueuePrefix.isKnownByName(queue.name()))
                .filter(queue -> !queue.attributes().subscriptions().isEmpty())
                .toList();
        AnswerSize.requireForList(call.requester(), (long) OF_EACH * queues.size());
        List<Map<String, Object>> all = queues.stream()
                .flatMap(queue -> queue.attributes().subscriptions().stream()
                        .map(subscription -> described(call, queue, subscription)))
                .toList();
        return Shape.values("Subscribers", Shape.orNull(all));
    }

    private static Map<String, Object> described(Call call, QueueInfo queue, Subscription subscription) {
        Map<String, Object> values = Shape.values(
                "TopicName",
                Arns.plain(subscription.topic()),
                NamedQueue.PARAMETER,
                Arns.shown(queue.name()),
                "Filter",
                subscription.filter() == null ? null : subscription.filter().text());
        try {
            var counts = call.engine().statistics(queue.name()).await();
            values.put("Available", counts.available());
            values.put("InFlight", counts.inFlight());
        } catch (EngineException.NoSuchQueue e) {
            values.put("Available", 0L); // deleted meanwhile
        }
        return values;
    }
}
