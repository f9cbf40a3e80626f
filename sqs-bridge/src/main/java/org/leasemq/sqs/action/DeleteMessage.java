package org.leasemq.sqs.action;

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

/** Deletes a message that was received. */
final class DeleteMessage implements Action {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.DELETER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "ReceiptHandle");
    }

    @Override
    public CompletionStage<Map<String, Object>> run(Call call) {
        QueueInfo queue = call.queue();
        Leases.Named lease = Leases.named(call, queue, call.in());
        Leases.modify(call, queue, List.of(lease.receipt()));
        return call.stored(
                call.engine().delete(queue.name(), List.of(lease.receipt())),
                outcomes -> Leases.deleted(queue, lease, outcomes.get(0)));
    }
}
