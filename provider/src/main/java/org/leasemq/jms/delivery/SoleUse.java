package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.leasemq.jms.error.JmsErrors;

/**
 * Sees to it that one thread at a time uses a session (Jakarta Messaging 3.1, section 6.2.5): a second one is told, since in a
 * transacted session each would commit or roll back what the other does. Closing is for every thread, and asks nothing here.
 * A thread that has entered may enter again. Completion listeners run beside the thread that uses the session, as the
 * specification has it (section 7.3), and are let through.
 */
public class SoleUse {
    /** Threads may share the session: what they do concerns one message each. */
    public static final SoleUse UNWATCHED = new SoleUse();

    private SoleUse() {}

    /** @param inCompletion whether the caller is a completion listener */
    public static SoleUse watched(BooleanSupplier inCompletion) {
        return new Watched(inCompletion);
    }

    /**
     * The calling thread begins to use the session. To be followed by {@link #leave}, unless refused.
     *
     * @throws jakarta.jms.IllegalStateException if another thread is using it
     */
    public void enter(String method) throws JMSException {}

    /** As {@link #enter}, where nobody could be told of a refusal: tells whether it is to be followed by {@link #leave}. */
    boolean tryToEnter() {
        return false;
    }

    /** The calling thread is done. */
    public void leave() {}

    private static final class Watched extends SoleUse {
        private final AtomicReference<Thread> user = new AtomicReference<>();
        /** How often the user has entered; touched by nobody else. */
        private int depth;

        private final BooleanSupplier inCompletion;

        Watched(BooleanSupplier inCompletion) {
            this.inCompletion = inCompletion;
        }

        @Override
        public void enter(String method) throws JMSException {
            if (!inCompletion.getAsBoolean() && !tryToEnter()) {
                Thread other = user.get();
                throw JmsErrors.illegalState(
                        method + " was called while " + (other == null ? "another thread" : "thread " + other.getName())
                                + " was using the transacted session, which is for one thread at a time. Nothing has"
                                + " been done. Give each thread a session of its own.");
            }
        }

        @Override
        boolean tryToEnter() {
            Thread caller = Thread.currentThread();
            if (user.get() != caller && !user.compareAndSet(null, caller)) {
                return false;
            }
            depth++;
            return true;
        }

        @Override
        public void leave() {
            if (inCompletion.getAsBoolean()) {
                return;
            }
            depth--;
            if (depth == 0) {
                user.setRelease(null);
            }
        }
    }
}
