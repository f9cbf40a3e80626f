package org.leasemq.engine.local.commit;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * Whom a group commit waits for. The threads whose operations have just become durable are about to ask for more; a commit
 * that starts without them would leave them to the next one, so that two halves take turns and each waits for the other.
 * Giving them the few microseconds they need makes one commit of two. Where they do not come back, nobody waits for a while.
 */
final class Gathering {
    private static final int LONGEST_PAUSE = 256;

    /** Threads that were served by the last commit. */
    private final Set<Thread> served = new HashSet<>();
    /** How many commits are not to wait. */
    private int pause;

    private int nextPause = 1;

    /** How many operations there will be when all who were just served have come back; 0 if nobody is to be waited for. */
    int expected(ArrayDeque<Operation<?>> pending) {
        if (served.isEmpty()) {
            return 0;
        }
        if (pause > 0) {
            pause--;
            served.clear();
            return 0;
        }
        for (Operation<?> operation : pending) {
            served.remove(operation.waiter);
        }
        return served.isEmpty() ? 0 : pending.size() + served.size();
    }

    /** Whether those who were waited for came back. */
    void ended(boolean complete) {
        nextPause = complete ? 1 : Math.min(nextPause * 2, LONGEST_PAUSE);
        pause = complete ? 0 : nextPause;
        served.clear();
    }

    /** An operation of this thread has become durable. */
    void served(Thread thread) {
        if (thread != null) {
            served.add(thread);
        }
    }
}
