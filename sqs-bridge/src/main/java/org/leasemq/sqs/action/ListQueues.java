package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Paging;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.Shape;

/** Lists queues by name. */
final class ListQueues implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every queue"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueNamePrefix", "NextToken").with("MaxResults", NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("QueueUrls", Shape.list("QueueUrl", TEXT)).with("NextToken", TEXT);
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String prefix = call.in().text("QueueNamePrefix");
        return Paging.page(
                call,
                "QueueUrls",
                call.who().account(),
                Paging.all(call).stream()
                        .filter(queue -> Names.isVisible(queue.name())
                                && call.homes().isFoundFrom(call.home(), queue.name(), queue.attributes())
                                && call.owns(queue))
                        .map(queue -> Arns.plain(queue.name()))
                        .filter(name -> prefix == null || name.startsWith(prefix))
                        .toList());
    }
}
