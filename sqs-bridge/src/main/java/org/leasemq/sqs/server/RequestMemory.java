package org.leasemq.sqs.server;

import org.leasemq.engine.MemoryShare;
import org.leasemq.engine.MemoryShare.Use;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * The memory for requests that are being read and carried out, and for their answers: this is where their bytes are taken and
 * given back. What does not fit is refused, so that clients cannot fill the heap. Safe for use by several threads.
 */
final class RequestMemory {
    /** A part of the account: messages and answers need the rest. */
    private static final int PART = 3;
    /** What a request weighs when its values have been read, in its bytes: those, as text, and decoded. */
    static final int READ_WEIGHT = 3;
    /** What each takes besides its head and its body, while it is carried out or waits for messages. */
    static final int OF_EACH = 6144;
    /** The same for each of its headers. */
    static final int OF_HEADER = 64;

    private final MemoryShare memory;
    private final long most;

    RequestMemory(MemoryShare memory) {
        this.memory = memory;
        this.most = memory.account().limit() / PART;
    }

    long taken() {
        return memory.used(Use.REQUESTS);
    }

    long most() {
        return most;
    }

    static ApiException tooLittle() {
        return new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "Other requests take all the memory that there is for them. Try again later, with smaller requests, "
                        + "or give the server more heap.");
    }

    Share share() {
        return new Share();
    }

    /** What one request has taken. Safe for use by several threads. */
    final class Share {
        private long bytes;
        private long answerBytes;
        private boolean over;

        /** Whether there was room for so many more bytes of the request. */
        synchronized boolean take(long more) {
            boolean fits = memory.used(Use.REQUESTS) + more <= most && memory.tryToPass(Use.REQUESTS, more);
            bytes += fits ? more : 0;
            return fits;
        }

        /** Whether there was room to make an answer, or so many more bytes of it; there is none when it is over. */
        synchronized boolean takeForAnswer(long more) {
            if (over || !memory.tryToPass(Use.ANSWERS, more)) {
                return false;
            }
            answerBytes += more;
            return true;
        }

        /** The answer has been made, and has so many bytes. */
        synchronized void made(long length) {
            long rest = Math.min(answerBytes, length);
            memory.giveBack(Use.ANSWERS, answerBytes - rest);
            answerBytes = rest;
        }

        /** All of it, once the request has been answered, or will not be. */
        synchronized void giveBack() {
            memory.giveBack(Use.REQUESTS, bytes);
            memory.giveBack(Use.ANSWERS, answerBytes);
            bytes = 0;
            answerBytes = 0;
        }

        /** As {@link #giveBack}; nothing is taken for an answer any more. */
        synchronized void end() {
            over = true;
            giveBack();
        }
    }
}
