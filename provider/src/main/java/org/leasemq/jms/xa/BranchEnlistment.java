package org.leasemq.jms.xa;

import jakarta.jms.JMSException;
import java.time.Duration;
import org.leasemq.engine.Owner;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.error.JmsErrors;

/** That of sessions in one working branch. Safe for use by several threads. */
final class BranchEnlistment implements Enlistment {
    private final WorkingBranch branch;
    private volatile boolean ended;

    BranchEnlistment(WorkingBranch branch) {
        this.branch = branch;
    }

    WorkingBranch branch() {
        return branch;
    }

    /** The sessions work on the branch no longer. */
    void end() {
        ended = true;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void refuseIfOver() throws JMSException {
        branch.refuseIfOver();
        if (ended) {
            throw JmsErrors.branchOver(branch.id.name(), "it was ended while the session was working on it");
        }
    }

    @Override
    public Owner owner() {
        return branch.owner;
    }

    @Override
    public Duration remaining() {
        return branch.remaining();
    }

    @Override
    public void consumed(Leased lease) throws JMSException {
        refuseIfOver();
        branch.work.consumed(lease);
    }

    @Override
    public void send(Target to, Message message, Sent announced) throws JMSException {
        branch.work.send(to, message, announced);
    }
}
