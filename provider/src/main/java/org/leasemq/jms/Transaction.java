package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.InstantSource;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;
import org.leasemq.engine.Target;

/** SESSION_TRANSACTED: sends and leases are kept; commit makes of them one atomic unit of work, rollback gives them up. */
final class Transaction extends Acknowledgement {
    private final InstantSource clock;
    private final PendingWork work = new PendingWork();

    Transaction(Leasing leasing, InstantSource clock) {
        super(leasing);
        this.clock = clock;
    }

    @Override
    int mode() {
        return Session.SESSION_TRANSACTED;
    }

    @Override
    void received(Leased lease) {
        work.consumed(lease);
    }

    @Override
    void notConverted(Leased lease) {
        received(lease);
    }

    @Override
    void delivering(Leased lease) {
        work.consumed(lease);
    }

    @Override
    void listened(Leased lease) {
        // kept until the end of the transaction
    }

    @Override
    void threw(Leased lease) {
        // the specification leaves it to the application to roll back
    }

    @Override
    void recover() throws JMSException {
        throw JmsErrors.illegalState("The session is transacted: call rollback() rather than recover().");
    }

    @Override
    Sent send(Target to, NewMessage message) {
        return work.send(leasing.engine(), clock.millis(), to, message);
    }

    /** The outcome is that the transaction has it. */
    @Override
    AsyncSends.Outcome sendAsync(Dispatch dispatch) {
        Sent sent = send(dispatch.to(), dispatch.content());
        return () -> dispatch.sent(sent);
    }

    @Override
    void commit() throws JMSException {
        if (work.isEmpty()) {
            return;
        }
        try {
            leasing.engine().commit(work.unit()).await();
        } catch (EngineException e) {
            JMSException rolledBack = JmsErrors.rolledBack(e);
            rollback(rolledBack);
            throw rolledBack;
        }
        work.clear();
    }

    private void rollback(JMSException reason) {
        try {
            rollback();
        } catch (JMSException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    void rollback() throws JMSException {
        try {
            leasing.release(work.clear());
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }
}
