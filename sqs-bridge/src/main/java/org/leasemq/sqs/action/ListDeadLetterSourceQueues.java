package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.RedriveRules;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Paging;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.Shape;

/** Lists the queues that have this one as their dead-letter queue. */
final class ListDeadLetterSourceQueues implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.SOURCE_READER));
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
                        .filter(queue -> Names.isVisible(queue.name()) && RedriveRules.isSource(queue, name))
                        .map(queue -> Arns.plain(queue.name()))
                        .toList());
    }
}
