package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.error.JmsErrors;

/** SESSION_TRANSACTED: sends and leases are kept; commit makes of them one atomic unit of work, rollback gives them up. */
final class Transaction extends Acknowledgement {
    private final PendingWork work;

    Transaction(Leasing leasing) {
        super(leasing);
        this.work = leasing.newWork();
    }

    @Override
    public boolean isForOneThread() {
        return true;
    }

    @Override
    public int mode() {
        return Session.SESSION_TRANSACTED;
    }

    @Override
    public void received(Leased lease) throws JMSException {
        work.consumed(lease);
    }

    @Override
    public void notConverted(Leased lease) throws JMSException {
        received(lease);
    }

    @Override
    public void delivering(Leased lease) throws JMSException {
        work.consumed(lease);
    }

    @Override
    public void listened(Leased lease) {
        // kept until the end of the transaction
    }

    @Override
    public void threw(Leased lease) {
        // the specification leaves it to the application to roll back
    }

    @Override
    public void recover() throws JMSException {
        throw JmsErrors.illegalState("The session is transacted: call rollback() rather than recover().");
    }

    @Override
    public List<Leased> held() {
        return work.consumed();
    }

    @Override
    public Sent send(Enlistment in, LeaseMQDestination to, Message message) throws JMSException {
        Sent sent = leasing.announce(to, message);
        work.send(Destinations.target(to), message, sent);
        return sent;
    }

    /** The outcome is that the transaction has it. */
    @Override
    public SendOutcome sendAsync(Enlistment in, LeaseMQDestination to, Message message) throws JMSException {
        Sent sent = send(in, to, message);
        return () -> sent;
    }

    @Override
    public void commit() throws JMSException {
        PendingWork.Taken ended = work.take();
        if (ended.isEmpty()) {
            return;
        }
        try {
            leasing.engine().commit(ended.unit()).await();
        } catch (EngineException e) {
            JMSException rolledBack = JmsErrors.rolledBack(e);
            release(ended, rolledBack);
            throw rolledBack;
        } catch (RuntimeException | Error e) {
            release(ended, e);
            throw e;
        }
    }

    private void release(PendingWork.Taken ended, Throwable reason) {
        try {
            leasing.release(ended.consumed());
        } catch (EngineException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void rollback() throws JMSException {
        try {
            leasing.release(work.clear());
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }
}
