package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Batch;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.Leases;
import org.leasemq.sqs.wire.Shape;

/** Changes when the leases of up to ten messages end. */
final class ChangeMessageVisibilityBatch implements Action {
    private static final String ENTRY = "ChangeMessageVisibilityBatchRequestEntry";

    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.HOLDER));
    }

    @Override
    public Shape.Structure input() {
        return Batch.input(ENTRY, Shape.texts("ReceiptHandle").with("VisibilityTimeout", NUMBER));
    }

    @Override
    public Shape.Structure output() {
        return Batch.output("ChangeMessageVisibilityBatchResultEntry", Shape.structure());
    }

    @Override
    public CompletionStage<Map<String, Object>> run(Call call) {
        QueueInfo queue = call.queue();
        Batch batch = Batch.of(call, ENTRY);
        Map<String, Leases.Change> changes = batch.each(entry -> Leases.change(call, queue, entry));
        if (changes.isEmpty()) {
            return CompletableFuture.completedFuture(batch.answer());
        }
        List<VisibilityChange> wanted =
                changes.values().stream().map(Leases.Change::change).toList();
        Leases.modify(
                call, queue, wanted.stream().map(VisibilityChange::receipt).toList());
        return call.stored(call.engine().changeVisibility(queue.name(), wanted), outcomes -> {
            batch.settle(changes, outcomes, Leases::changed);
            return batch.answer();
        });
    }
}
