package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import java.util.List;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.error.JmsErrors;

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
    public int mode() {
        try {
            return leasing.isEnlisted() ? Session.SESSION_TRANSACTED : modeWithoutBranch;
        } catch (IllegalStateException e) { // its transaction is lost, but it is in none other
            return Session.SESSION_TRANSACTED;
        }
    }

    @Override
    public void received(Leased lease) throws JMSException {
        if (lease.in() == null) {
            local.received(lease);
        } else {
            consumed(lease);
        }
    }

    @Override
    public void notConverted(Leased lease) throws JMSException {
        if (lease.in() == null) {
            local.notConverted(lease);
        } else {
            consumed(lease);
        }
    }

    /** Nobody gets a message that is in no branch any more, since it would come again whatever they did with it. */
    private void consumed(Leased lease) throws JMSException {
        try {
            lease.in().consumed(lease);
        } catch (JMSException e) {
            leasing.giveBack(List.of(lease));
            throw e;
        }
    }

    /** What an application server has leased for a bean is in the branch that it begins for that. */
    @Override
    public void delivering(Leased lease) throws JMSException {
        Enlistment in = lease.in() == null ? leasing.enlistment() : lease.in();
        if (in == null) {
            local.delivering(lease);
        } else {
            in.consumed(lease);
        }
    }

    @Override
    public void listened(Leased lease) throws JMSException {
        local.listened(lease);
    }

    @Override
    public void threw(Leased lease) {
        local.threw(lease);
    }

    @Override
    public List<Leased> held() {
        return local.held();
    }

    @Override
    public Sent send(Enlistment in, LeaseMQDestination to, Message message) throws JMSException {
        if (in == null) {
            return super.send(null, to, message);
        }
        in.refuseIfOver();
        Sent sent = leasing.announce(to, message);
        in.send(Destinations.target(to), message, sent);
        return sent;
    }

    @Override
    public SendOutcome sendAsync(Enlistment in, LeaseMQDestination to, Message message) throws JMSException {
        if (in == null) {
            return super.sendAsync(null, to, message);
        }
        Sent sent = send(in, to, message);
        return () -> sent;
    }

    @Override
    public void recover() throws JMSException {
        if (mode() != Session.SESSION_TRANSACTED) {
            local.recover();
            return;
        }
        throw JmsErrors.illegalState("The session is transacted: its transaction manager rolls back.");
    }

    @Override
    public void commit() throws JMSException {
        if (mode() != Session.SESSION_TRANSACTED) {
            local.commit();
            return;
        }
        throw inProgress("commit");
    }

    @Override
    public void rollback() throws JMSException {
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
