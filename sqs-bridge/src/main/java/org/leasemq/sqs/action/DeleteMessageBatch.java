package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Batch;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.Leases;
import org.leasemq.sqs.wire.Shape;

/** Deletes up to ten messages that were received. */
final class DeleteMessageBatch implements Action {
    private static final String ENTRY = "DeleteMessageBatchRequestEntry";

    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.DELETER));
    }

    @Override
    public Shape.Structure input() {
        return Batch.input(ENTRY, Shape.texts("ReceiptHandle"));
    }

    @Override
    public Shape.Structure output() {
        return Batch.output("DeleteMessageBatchResultEntry", Shape.structure());
    }

    @Override
    public CompletionStage<Map<String, Object>> run(Call call) {
        QueueInfo queue = call.queue();
        Batch batch = Batch.of(call, ENTRY);
        Map<String, Leases.Named> leases = batch.each(entry -> Leases.named(call, queue, entry));
        List<Receipt> receipts =
                leases.values().stream().map(Leases.Named::receipt).toList();
        if (receipts.isEmpty()) {
            return CompletableFuture.completedFuture(batch.answer());
        }
        Leases.modify(call, queue, receipts);
        return call.stored(call.engine().delete(queue.name(), receipts), outcomes -> {
            batch.settle(leases, outcomes, (lease, outcome) -> Leases.deleted(queue, lease, outcome));
            return batch.answer();
        });
    }
}
