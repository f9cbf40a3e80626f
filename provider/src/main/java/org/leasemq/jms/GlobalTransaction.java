package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import org.leasemq.engine.Sent;

/**
 * The work of a session of a global transaction: what it sends and consumes belongs to the transaction branch it is associated
 * with. Without one it acknowledges as AUTO_ACKNOWLEDGE does.
 */
final class GlobalTransaction extends Acknowledgement {
    private final AutoAcknowledgement local;
    /** The mode that it shows while there is no branch. */
    private final int modeWithoutBranch;

    GlobalTransaction(Leasing leasing, AutoAcknowledgement local, int modeWithoutBranch) {
        super(leasing);
        this.local = local;
        this.modeWithoutBranch = modeWithoutBranch;
    }

    @Override
    int mode() {
        try {
            return leasing.branch() == null ? modeWithoutBranch : Session.SESSION_TRANSACTED;
        } catch (IllegalStateException e) { // its transaction is lost, but it is in none other
            return Session.SESSION_TRANSACTED;
        }
    }

    @Override
    void received(Leased lease) throws JMSException {
        WorkingBranch current = leasing.branchToWorkFor();
        if (current == null) {
            local.received(lease);
        } else {
            current.work.consumed(lease);
        }
    }

    @Override
    void notConverted(Leased lease) throws JMSException {
        WorkingBranch current = leasing.branchToWorkFor();
        if (current == null) {
            local.notConverted(lease);
        } else {
            current.work.consumed(lease);
        }
    }

    @Override
    void delivering(Leased lease) {
        WorkingBranch current = leasing.branch();
        if (current == null) {
            local.delivering(lease);
        } else {
            current.work.consumed(lease);
        }
    }

    @Override
    void listened(Leased lease) throws JMSException {
        local.listened(lease);
    }

    @Override
    void threw(Leased lease) {
        local.threw(lease);
    }

    @Override
    Sent send(Dispatch dispatch) throws JMSException {
        WorkingBranch current = leasing.branchToWorkFor();
        return current == null ? super.send(dispatch) : current.work.send(leasing.engine(), dispatch);
    }

    @Override
    AsyncSends.Outcome sendAsync(Dispatch dispatch) throws JMSException {
        if (leasing.branchToWorkFor() == null) {
            return super.sendAsync(dispatch);
        }
        Sent sent = send(dispatch);
        return () -> dispatch.sent(sent);
    }

    @Override
    void recover() throws JMSException {
        if (mode() != Session.SESSION_TRANSACTED) {
            local.recover();
            return;
        }
        throw JmsErrors.illegalState("The session is transacted: its transaction manager rolls back.");
    }

    @Override
    void commit() throws JMSException {
        if (mode() != Session.SESSION_TRANSACTED) {
            local.commit();
            return;
        }
        throw inProgress("commit");
    }

    @Override
    void rollback() throws JMSException {
        if (mode() != Session.SESSION_TRANSACTED) {
            local.rollback();
            return;
        }
        throw inProgress("rollback");
    }

    private static JMSException inProgress(String method) {
        return new TransactionInProgressException(
                method + " cannot be called on an XA session: its transaction manager decides.",
                "LEASEMQ-TRANSACTION-IN-PROGRESS");
    }
}
