package org.leasemq.sqs.action;

import java.time.Duration;
import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.sqs.queue.ReceiptHandle;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;

/** Leases as requests name them: by receipt handles. */
final class Leases {
    private static final String HANDLE = "ReceiptHandle";
    private static final String VISIBILITY = "VisibilityTimeout";
    private static final int LONGEST = 43_200;

    private Leases() {}

    /**
     * A lease as a request names it.
     *
     * @param handle as the client gave it
     * @param receipt what that stands for
     */
    record Named(String handle, Receipt receipt) {}

    /**
     * How long a lease is to last from now on.
     *
     * @param handle as the client gave it
     * @param change for the engine
     */
    record Change(String handle, VisibilityChange change) {}

    /** The lease of a request or an entry, of a message of this queue. */
    static Named named(Call call, QueueInfo queue, Input in) {
        return new Named(in.text(HANDLE), handle(call, queue, in).receipt());
    }

    private static ReceiptHandle handle(Call call, QueueInfo queue, Input in) {
        String text = in.required(HANDLE);
        ReceiptHandle handle =
                ReceiptHandle.decode(text, call.bridge().handleKeys.current());
        if (handle.receipt().queue() != queue.number()) {
            throw ReceiptHandle.invalid(text);
        }
        return handle;
    }

    /** The change of a request or an entry. A lease never lasts longer than 12 hours from its beginning. */
    static Change change(Call call, QueueInfo queue, Input in) {
        ReceiptHandle handle = handle(call, queue, in);
        Long seconds = in.number(VISIBILITY);
        if (seconds == null) {
            throw ApiException.missing(VISIBILITY);
        }
        if (seconds < 0 || seconds > LONGEST) {
            throw ApiException.invalid(VISIBILITY, seconds, "Must be between 0 and 43200, if provided.");
        }
        long until = call.bridge().clock.millis() + seconds * 1000;
        if (until > handle.receivedAt() + LONGEST * 1000L) {
            throw ApiException.invalid(
                    VISIBILITY,
                    seconds,
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        }
        return new Change(in.text(HANDLE), new VisibilityChange(handle.receipt(), Duration.ofSeconds(seconds)));
    }

    /** Something happens to messages: to be called before, so that no receive can be repeated that would undo it. */
    static void modify(Call call, QueueInfo queue, List<Receipt> receipts) {
        if (queue.attributes().fifo()) {
            call.bridge().attempts.modify(receipts);
        }
    }

    /** A lease that has ended: what that means for deleting. Standard queues do not mind. */
    static void deleted(QueueInfo queue, Named lease, EngineException e) {
        boolean late = e instanceof EngineException.LeaseEnded;
        if (late && queue.attributes().fifo()) {
            throw ApiException.invalid(HANDLE, lease.handle(), "The receipt handle has expired.");
        }
        if (!late) {
            throw EngineErrors.translate(e);
        }
    }

    /** A lease that has ended, so that its visibility cannot be changed. */
    static ApiException unchangeable(String handle, EngineException e) {
        if (!(e instanceof EngineException.LeaseEnded ended)) {
            return EngineErrors.translate(e);
        }
        if (ended.isMessageGone()) {
            return ApiException.invalid(
                    HANDLE, handle, "Message does not exist or is not available for visibility timeout change.");
        }
        return new ApiException(
                ErrorCode.MESSAGE_NOT_IN_FLIGHT, "The message referred to isn't in flight: its lease has ended.");
    }
}
