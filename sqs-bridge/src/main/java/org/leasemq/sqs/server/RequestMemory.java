package org.leasemq.sqs.server;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * The memory for requests that are being read and carried out, and for their answers: this is where their bytes are taken and
 * given back. What does not fit is refused, so that clients cannot fill the heap. Safe for use by several threads.
 */
final class RequestMemory {
    /** What a request takes memory as: who sends slowly leaves some to those who do not. */
    enum Stage {
        /** It has been read, or came at once. */
        WHOLE(1),
        /** Its body is on its way. */
        COMING(2),
        /** It has been refused, and the rest of its body is on its way. */
        UNWANTED(8);

        private final int part;

        /** @param part of all that requests may take */
        Stage(int part) {
            this.part = part;
        }
    }

    /** A part of the account: messages and answers need the rest. */
    private static final int PART = 3;
    /** The same for answers without messages: sends, and answers with messages, go on whoever does not read his lists. */
    private static final int PART_OF_LISTS = 4;
    /** What a request weighs when its values have been read, in its bytes: those, as text, and decoded. */
    static final int READ_WEIGHT = 3;
    /** What each takes besides its head and its body, while it is carried out or waits for messages. */
    static final int OF_EACH = 6144;
    /** The same for each of its headers. */
    static final int OF_HEADER = 64;

    private final MemoryShare memory;
    private final long most;
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLongArray staged = new AtomicLongArray(Stage.values().length);

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

    /** Whether there was room for more of the answers without messages; there is for one alone, as far as there is any. */
    private boolean takeForList(long more) {
        long before = lists.getAndAdd(more);
        boolean fits = (before == 0 || before + more <= memory.account().limit() / PART_OF_LISTS)
                && memory.tryToPass(Use.ANSWERS, more);
        if (!fits) {
            lists.addAndGet(-more);
        }
        return fits;
    }

    private boolean hasRoom(Stage stage, long more) {
        return staged.get(stage.ordinal()) + more <= most / stage.part;
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
        private Stage stage = Stage.WHOLE;
        private long bytes;
        private long answerBytes;
        /** Of those, what is for an answer without messages. */
        private long listBytes;

        private boolean over;

        /** Whether there was room for so many more bytes of the request; there is none when it is over. */
        synchronized boolean take(long more) {
            boolean fits = !over
                    && memory.used(Use.REQUESTS) + more <= most
                    && hasRoom(stage, more)
                    && memory.tryToPass(Use.REQUESTS, more);
            if (fits) {
                bytes += more;
                staged.addAndGet(stage.ordinal(), more);
            }
            return fits;
        }

        /** Whether there was room for what has been taken among the requests that have come to there. */
        synchronized boolean enter(Stage next) {
            boolean fits = stage == next || hasRoom(next, bytes);
            if (fits) {
                staged.addAndGet(stage.ordinal(), -bytes);
                staged.addAndGet(next.ordinal(), bytes);
                stage = next;
            }
            return fits;
        }

        /** Some of what was taken for the request is not needed any more. */
        synchronized void giveBack(long less) {
            memory.giveBack(Use.REQUESTS, less);
            staged.addAndGet(stage.ordinal(), -less);
            bytes -= less;
        }

        /** Whether there was room to make an answer, or so many more bytes of it; there is none when it is over. */
        synchronized boolean takeForAnswer(long more) {
            if (over || !memory.tryToPass(Use.ANSWERS, more)) {
                return false;
            }
            answerBytes += more;
            return true;
        }

        /** As {@link #takeForAnswer}, for one without messages. */
        synchronized boolean takeForList(long more) {
            if (over || !RequestMemory.this.takeForList(more)) {
                return false;
            }
            answerBytes += more;
            listBytes += more;
            return true;
        }

        /** Whether anything has been taken for the answer. */
        synchronized boolean hasTakenForAnswer() {
            return answerBytes > 0;
        }

        /**
         * The answer has been made, and has so many bytes, which are taken until it has been written. A small one is not refused:
         * what it tells of has happened.
         *
         * @return whether there is room for it
         */
        synchronized boolean made(long length) {
            if (over) {
                return true; // nobody gets it
            }
            if (answerBytes == 0 && length <= AnswerSize.SMALL) {
                memory.take(Use.REQUESTS, length);
                staged.addAndGet(stage.ordinal(), length);
                bytes += length;
                return true;
            }
            if (length > answerBytes) {
                long more = length - answerBytes;
                return listBytes == answerBytes ? takeForList(more) : takeForAnswer(more);
            }
            giveBackForAnswer(answerBytes - length);
            return true;
        }

        private void giveBackForAnswer(long less) {
            memory.giveBack(Use.ANSWERS, less);
            answerBytes -= less;
            long lessOfLists = Math.min(listBytes, less);
            lists.addAndGet(-lessOfLists);
            listBytes -= lessOfLists;
        }

        /** All of it, once the request has been answered, or will not be. */
        synchronized void giveBack() {
            giveBack(bytes);
            giveBackForAnswer(answerBytes);
        }

        /** As {@link #giveBack}; nothing is taken for an answer any more. */
        synchronized void end() {
            over = true;
            giveBack();
        }
    }
}
