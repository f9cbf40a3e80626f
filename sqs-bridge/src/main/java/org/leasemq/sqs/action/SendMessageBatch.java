package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Batch;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.SendEntry;
import org.leasemq.sqs.queue.BodyRules;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Sends up to ten messages, in their order. Those that succeeded are durable when the answer comes. */
final class SendMessageBatch implements Action {
    private static final String ENTRY = "SendMessageBatchRequestEntry";

    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.SENDER));
    }

    @Override
    public Shape.Structure input() {
        return Batch.input(ENTRY, SendEntry.MESSAGE);
    }

    @Override
    public Shape.Structure output() {
        return Batch.output("SendMessageBatchResultEntry", SendEntry.RESULT);
    }

    @Override
    public CompletionStage<Map<String, Object>> run(Call call) {
        QueueInfo queue = call.queue();
        Batch batch = Batch.of(call, ENTRY);
        if (queue.attributes().fifo()) {
            batch.entries().forEach(entry -> requireIds(queue, entry));
        }
        Map<String, SendEntry> sendings = batch.each(entry -> sending(call, queue, entry));
        requireSize(call, batch, sendings);
        if (sendings.isEmpty()) {
            return CompletableFuture.completedFuture(batch.answer());
        }
        List<Message> messages =
                sendings.values().stream().map(SendEntry::message).toList();
        return call.stored(call.engine().send(queue.name(), messages), outcomes -> {
            batch.settle(sendings, outcomes, (sending, outcome) -> sending.result(outcome.get()));
            return batch.answer();
        });
    }

    /** What every message of a FIFO queue needs is missed before entries are looked at one by one. */
    private static void requireIds(QueueInfo queue, Input entry) {
        try {
            SendEntry.requireIds(queue, entry.text("MessageGroupId"), entry.text("MessageDeduplicationId"));
        } catch (ApiException e) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, e.getMessage(), e);
        }
    }

    private static SendEntry sending(Call call, QueueInfo queue, Input entry) {
        SendEntry sending = SendEntry.of(call, queue, entry);
        BodyRules.requireSizeInBatch(sending.size(), queue.attributes().maximumMessageSize(), call.limits());
        return sending;
    }

    /** What is refused by itself counts as well. */
    private static void requireSize(Call call, Batch batch, Map<String, SendEntry> sendings) {
        long size = 0;
        for (Input entry : batch.entries()) {
            SendEntry sending = sendings.get(entry.text("Id"));
            size += sending == null ? SendEntry.size(entry) : sending.size();
        }
        int most = call.bridge().limits().messageBytes();
        if (size > most) {
            throw new ApiException(
                    ErrorCode.BATCH_REQUEST_TOO_LONG,
                    "Batch requests cannot be longer than " + most + " bytes. You have sent " + size + " bytes.");
        }
    }
}
