package org.leasemq.sqs.operator;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Paging;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/**
 * Lists what is in queues and what has been done with them since the engine was opened, and what queues of Jakarta Messaging have that
 * the API has no words for. Those of durable subscriptions are among them, those that come and go with their users are not.
 */
final class ListFigures implements SimpleAction {
    private static final int MOST = 1000;
    /** What one takes that is listed, about. */
    private static final int OF_EACH = 1024;

    private static final Shape.Structure FIGURES = Shape.texts("QueueName")
            .with(NUMBER, "Available", "InFlight", "Delayed", "OldestAgeMillis")
            .with(NUMBER, "Sent", "Received", "Deleted", "DeadLettered", "Expired", "Dropped")
            .with(NUMBER, "RetentionMillis", "DelayMillis", "VisibilityTimeoutMillis", "MaximumMessageSize");

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every queue"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueNamePrefix", "After").with("MaxResults", NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Figures", Shape.list("Queue", FIGURES)).with(Shape.TEXT, "Next");
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        Long max = call.in().number("MaxResults");
        if (max != null && (max < 1 || max > MOST)) {
            throw ApiException.invalid("MaxResults", max, "Value must be between 1 and 1000.");
        }
        List<QueueInfo> found = found(call);
        List<QueueInfo> page = found.subList(0, Math.min(found.size(), max == null ? MOST : max.intValue()));
        AnswerSize.requireForList(call.requester(), (long) OF_EACH * page.size());
        List<Map<String, Object>> figures = new ArrayList<>();
        for (QueueInfo queue : page) {
            try {
                figures.add(
                        described(queue, call.engine().statistics(queue.name()).await()));
            } catch (EngineException.NoSuchQueue e) {
                continue; // deleted meanwhile
            }
        }
        String last = page.size() == found.size()
                ? null
                : Arns.shown(page.get(page.size() - 1).name());
        return Shape.values("Figures", Shape.orNull(figures), "Next", last);
    }

    private static List<QueueInfo> found(Call call) {
        String prefix = call.in().text("QueueNamePrefix");
        String after = call.in().text("After");
        return Paging.all(call).stream()
                .filter(queue -> QueuePrefix.isKnownByName(queue.name()))
                .filter(queue -> prefix == null || Arns.shown(queue.name()).startsWith(prefix))
                .filter(queue -> after == null || Arns.shown(queue.name()).compareTo(after) > 0)
                .sorted(Comparator.comparing(queue -> Arns.shown(queue.name())))
                .toList();
    }

    private static Map<String, Object> described(QueueInfo queue, QueueStatistics counts) {
        QueueAttributes attributes = queue.attributes();
        Duration retention = attributes.retention();
        return Shape.values(
                "QueueName", Arns.shown(queue.name()),
                "Available", counts.available(),
                "InFlight", counts.inFlight(),
                "Delayed", counts.delayed(),
                "OldestAgeMillis", counts.oldestAge().toMillis(),
                "Sent", counts.sent(),
                "Received", counts.received(),
                "Deleted", counts.deleted(),
                "DeadLettered", counts.deadLettered(),
                "Expired", counts.expired(),
                "Dropped", counts.dropped(),
                "RetentionMillis", retention == null ? null : retention.toMillis(),
                "DelayMillis", attributes.delay().toMillis(),
                "VisibilityTimeoutMillis", attributes.visibilityTimeout().toMillis(),
                "MaximumMessageSize", (long) attributes.maximumMessageSize());
    }
}
