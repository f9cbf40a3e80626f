package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.jms.error.JmsErrors;

/**
 * Of sessions in a transaction branch, from {@code start} to {@code end}. What a call does that began in it belongs to the branch or
 * is refused: another thread, such as one that looks after timeouts, may end it at any moment, and nothing goes on without a
 * transaction that was meant to be in it. Safe for use by several threads.
 */
final class Enlistment {
    private final WorkingBranch branch;
    private volatile boolean ended;

    Enlistment(WorkingBranch branch) {
        this.branch = branch;
    }

    WorkingBranch branch() {
        return branch;
    }

    /** The sessions work on the branch no longer. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** @throws JMSException if what began in it cannot go on */
    void refuseIfOver() throws JMSException {
        branch.refuseIfOver();
        if (ended) {
            throw JmsErrors.branchOver(branch.id.name(), "it was ended while the session was working on it");
        }
    }

    /** The message belongs to the branch; if it is refused it is still to be given back. */
    void consumed(Leased lease) throws JMSException {
        refuseIfOver();
        branch.work.consumed(lease);
    }
}
