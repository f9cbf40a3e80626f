package org.leasemq.sqs.attribute;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.QueueAttributeTable;
import org.leasemq.sqs.wire.ApiException;

/** Whether a queue can have the dead-letter queue it wants. The engine checks as well; here are the API's words. */
public final class RedriveRules {
    private static final String PARAMETER = "RedrivePolicy";

    private RedriveRules() {}

    /** The dead-letter queue that attributes of a request name. */
    public static final Touch TARGET =
            new Touch("deadLetterTargetArn of RedrivePolicy", TouchRole.DEAD_LETTER_SOURCE, RedriveRules::target);

    /** Whether a queue moves its dead letters to the one of that name. */
    public static boolean isSource(QueueInfo queue, String deadLetters) {
        return queue.attributes().redrive() != null
                && queue.attributes().redrive().deadLetterQueue().equals(deadLetters);
    }

    /** @param queue what the engine calls it */
    public static void require(Call call, String queue, QueueAttributes wanted, Map<String, String> given) {
        String text = given.get(PARAMETER);
        if (wanted.redrive() == null || text == null) {
            return;
        }
        QueueInfo target = call.engine()
                .findQueue(wanted.redrive().deadLetterQueue())
                .await()
                .orElse(null);
        if (target == null || !call.homes().areTogether(queue, wanted, target)) {
            throw ApiException.invalid(PARAMETER, text, "Dead letter target does not exist.");
        }
        if (target.attributes().fifo() != wanted.fifo()) {
            throw ApiException.invalid(PARAMETER, text, "Dead-letter queue must be same type of queue as the source.");
        }
        if (!allows(target.attributes().redriveAllow(), queue)) {
            throw ApiException.invalid(
                    PARAMETER,
                    text,
                    "Queue " + Arns.plain(target.name()) + " doesn't allow redrive from queue " + Arns.plain(queue)
                            + ".");
        }
    }

    /** What makes no sense is refused by who reads it. */
    private static List<Resource> target(Call call) {
        String name = QueueAttributeTable.deadLetterQueue(call.in().textMap("Attributes"), call.homes()::queueOf);
        return name == null
                ? List.of()
                : call.engine().findQueue(name).await().map(Resource::of).stream()
                        .toList();
    }

    private static boolean allows(RedriveAllowPolicy policy, String source) {
        return policy instanceof RedriveAllowPolicy.ByQueue byQueue
                ? byQueue.sources().contains(source)
                : policy instanceof RedriveAllowPolicy.AllowAll;
    }
}
