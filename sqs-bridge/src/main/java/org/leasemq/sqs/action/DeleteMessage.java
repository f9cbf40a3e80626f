package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Receipt;
import org.leasemq.sqs.queue.ReceiptHandle;
import org.leasemq.sqs.wire.Shape;

/** Deletes a message that was received. */
final class DeleteMessage implements SimpleAction {
    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "ReceiptHandle");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue();
        ReceiptHandle handle = Leases.handle(queue, call.in());
        Outcome<Receipt> outcome = call.done(call.engine().delete(queue.name(), List.of(handle.receipt())))
                .get(0);
        return deleted(queue, handle, outcome);
    }

    static Map<String, Object> deleted(QueueInfo queue, ReceiptHandle handle, Outcome<Receipt> outcome) {
        try {
            outcome.get();
        } catch (EngineException e) {
            Leases.deleted(queue, handle, e);
        }
        return Map.of();
    }
}
