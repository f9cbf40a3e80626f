package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.Leases;
import org.leasemq.sqs.wire.Shape;

/** Changes when the lease of a message ends, counted from now. */
final class ChangeMessageVisibility implements Action {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.HOLDER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "ReceiptHandle").with("VisibilityTimeout", NUMBER);
    }

    @Override
    public CompletionStage<Map<String, Object>> run(Call call) {
        QueueInfo queue = call.queue();
        Leases.Change change = Leases.change(call, queue, call.in());
        Leases.modify(call, queue, List.of(change.change().receipt()));
        return call.stored(
                call.engine().changeVisibility(queue.name(), List.of(change.change())),
                outcomes -> Leases.changed(change, outcomes.get(0)));
    }
}
