package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Receipt;
import org.leasemq.sqs.queue.ReceiptHandle;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** Deletes up to ten messages that were received. */
final class DeleteMessageBatch implements SimpleAction {
    private static final String ENTRY = "DeleteMessageBatchRequestEntry";

    @Override
    public Shape.Structure input() {
        return Batch.input(ENTRY, Shape.texts("ReceiptHandle"));
    }

    @Override
    public Shape.Structure output() {
        return Batch.output("DeleteMessageBatchResultEntry", Shape.structure());
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue("DeleteMessage");
        Batch batch = Batch.of(call, ENTRY);
        Map<String, ReceiptHandle> handles = batch.each(entry -> Leases.handle(queue, entry));
        List<Receipt> receipts =
                handles.values().stream().map(ReceiptHandle::receipt).toList();
        if (!receipts.isEmpty()) {
            int index = 0;
            List<Outcome<Receipt>> outcomes = call.done(call.engine().delete(queue.name(), receipts));
            for (Map.Entry<String, ReceiptHandle> handle : handles.entrySet()) {
                try {
                    batch.succeed(
                            handle.getKey(), DeleteMessage.deleted(queue, handle.getValue(), outcomes.get(index++)));
                } catch (ApiException e) {
                    batch.fail(handle.getKey(), e);
                }
            }
        }
        return batch.answer();
    }
}
