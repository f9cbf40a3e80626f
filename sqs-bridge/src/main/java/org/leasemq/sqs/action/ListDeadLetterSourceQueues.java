package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.Shape;

/** Lists the queues that have this one as their dead-letter queue. */
final class ListDeadLetterSourceQueues implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(Role.SOURCE_READER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "NextToken").with("MaxResults", NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("queueUrls", Shape.list("QueueUrl", TEXT)).with("NextToken", TEXT);
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = call.queue().name();
        return Paging.page(
                call,
                "queueUrls",
                Touch.accountOfUrl(call),
                Paging.all(call).stream()
                        .filter(queue -> Names.isVisible(queue.name()) && isSource(queue, name))
                        .map(queue -> Arns.plain(queue.name()))
                        .toList());
    }

    /** Whether a queue moves its dead letters to the one of that name. */
    static boolean isSource(QueueInfo queue, String deadLetters) {
        return queue.attributes().redrive() != null
                && queue.attributes().redrive().deadLetterQueue().equals(deadLetters);
    }
}
