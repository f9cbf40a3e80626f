package org.leasemq.sqs.dispatch;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.log.Logs;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * Requests for which there was no heap. One may have been too large by itself, and is told to come again. Where it goes on that
 * way, memory has run out: that is said as an error, on which the server's process ends. Nothing is said of where it happened,
 * which is chance, and would take more of what there is none of. Safe for use by several threads.
 */
final class RunOut {
    /** So many within the window are not chance any more. */
    static final int MANY = 10;

    private static final long WINDOW = Duration.ofSeconds(10).toMillis();
    private static final String NO_MEMORY = "There was no memory for a request, which was refused: {0}";
    private static final System.Logger LOG = Logs.of(RunOut.class);

    /** There beforehand: it has no stack trace, and is the same for all. */
    private static final ApiException REFUSAL = new ApiException(
            ErrorCode.SERVICE_UNAVAILABLE, "The server is short of memory for this request. Try again later.");

    private final LongSupplier millis;

    @GuardedBy("this")
    private long began = Long.MIN_VALUE;

    @GuardedBy("this")
    private int count;

    /** @param millis a clock that cannot be set, in milliseconds */
    RunOut(LongSupplier millis) {
        this.millis = millis;
    }

    /** What a request is told that an error has befallen. */
    ApiException refusal(OutOfMemoryError error) {
        int number = count();
        if (number == 1) {
            LOG.log(System.Logger.Level.WARNING, NO_MEMORY, error.getMessage());
        } else if (number == MANY) {
            LOG.log(System.Logger.Level.ERROR, "There is no memory for requests again and again", error);
        }
        return REFUSAL;
    }

    private synchronized int count() {
        long now = millis.getAsLong();
        if (count == 0 || now - began >= WINDOW) {
            began = now;
            count = 0;
        }
        return ++count;
    }
}
