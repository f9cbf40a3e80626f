package org.leasemq.sqs.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.queue.EngineErrors;
import org.leasemq.sqs.queue.ReceiptHandle;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;

/** Leases as requests name them: by receipt handles. */
public final class Leases {
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
    public record Named(String handle, Receipt receipt) {}

    /**
     * How long a lease is to last from now on.
     *
     * @param handle as the client gave it
     * @param change for the engine
     */
    public record Change(String handle, VisibilityChange change) {}

    /** The lease of a request or an entry, of a message of this queue. */
    public static Named named(Call call, QueueInfo queue, Input in) {
        return new Named(in.text(HANDLE), handle(call, queue, in).receipt());
    }

    private static ReceiptHandle handle(Call call, QueueInfo queue, Input in) {
        String text = in.required(HANDLE);
        ReceiptHandle handle =
                ReceiptHandle.decode(text, call.bridge().handleKeys().current());
        if (handle.receipt().queue() != queue.number()) {
            throw ReceiptHandle.invalid(text);
        }
        return handle;
    }

    /** The change of a request or an entry. A lease never lasts longer than 12 hours from its beginning. */
    public static Change change(Call call, QueueInfo queue, Input in) {
        ReceiptHandle handle = handle(call, queue, in);
        Long seconds = in.number(VISIBILITY);
        if (seconds == null) {
            throw ApiException.missing(VISIBILITY);
        }
        if (seconds < 0 || seconds > LONGEST) {
            throw ApiException.invalid(VISIBILITY, seconds, "Must be between 0 and 43200, if provided.");
        }
        long until = call.bridge().clock().millis() + seconds * 1000;
        if (until > handle.receivedAt() + LONGEST * 1000L) {
            throw ApiException.invalid(
                    VISIBILITY,
                    seconds,
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        }
        return new Change(in.text(HANDLE), new VisibilityChange(handle.receipt(), Duration.ofSeconds(seconds)));
    }

    /** Something happens to messages: to be called before, so that no receive can be repeated that would undo it. */
    public static void modify(Call call, QueueInfo queue, List<Receipt> receipts) {
        if (queue.attributes().fifo()) {
            call.bridge().attempts().modify(receipts);
        }
    }

    /** What became of a lease whose message was deleted. Where it has ended, standard queues do not mind. */
    public static Map<String, Object> deleted(QueueInfo queue, Named lease, Outcome<Receipt> outcome) {
        try {
            outcome.get();
        } catch (EngineException.LeaseEnded e) {
            if (queue.attributes().fifo()) {
                throw ApiException.invalid(HANDLE, lease.handle(), "The receipt handle has expired.");
            }
        } catch (EngineException e) {
            throw EngineErrors.translate(e);
        }
        return Map.of();
    }

    /** What became of a lease that was to last longer or shorter. */
    public static Map<String, Object> changed(Change change, Outcome<Receipt> outcome) {
        try {
            outcome.get();
            return Map.of();
        } catch (EngineException.LeaseEnded e) {
            throw unchangeable(change.handle(), e);
        } catch (EngineException e) {
            throw EngineErrors.translate(e);
        }
    }

    private static ApiException unchangeable(String handle, EngineException.LeaseEnded e) {
        return e.isMessageGone()
                ? ApiException.invalid(
                        HANDLE, handle, "Message does not exist or is not available for visibility timeout change.")
                : new ApiException(
                        ErrorCode.MESSAGE_NOT_IN_FLIGHT,
                        "The message referred to isn't in flight: its lease has ended.");
    }
}
