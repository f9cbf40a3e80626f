package org.leasemq.sqs.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for requests that are being read and carried out: this is where their bytes are taken and given back. What does
 * not fit is refused, so that clients cannot fill the heap. Safe for use by several threads.
 */
final class RequestMemory {
    /** A part of the heap: messages and answers need the rest. */
    private static final int PART = 6;
    /** What a request weighs when its values have been read, in its bytes: those, as text, and decoded. */
    static final int READ_WEIGHT = 3;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    RequestMemory(long most) {
        this.most = most;
    }

    /** A fair part of the heap. */
    static RequestMemory ofHeap() {
        return new RequestMemory(Runtime.getRuntime().maxMemory() / PART);
    }

    long taken() {
        return taken.get();
    }

    long most() {
        return most;
    }

    Share share() {
        return new Share();
    }

    /** What one request has taken. For one thread at a time. */
    final class Share {
        private long bytes;

        /** Whether there was room for so many more. */
        boolean take(long more) {
            if (taken.addAndGet(more) > most) {
                taken.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        /** All of it, once the request has been answered. */
        void giveBack() {
            taken.addAndGet(-bytes);
            bytes = 0;
        }
    }
}
