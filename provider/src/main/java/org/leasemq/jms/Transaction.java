package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;
import org.leasemq.engine.Target;
import org.leasemq.engine.UnitOfWork;

/** SESSION_TRANSACTED: sends and leases are kept; commit makes of them one atomic unit of work, rollback gives them up. */
final class Transaction extends Acknowledgement {
    private final InstantSource clock;
    private final List<UnitOfWork.Send> sends = new ArrayList<>();
    private final List<Leased> consumed = new ArrayList<>();

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
        consumed.add(lease);
    }

    @Override
    void notConverted(Leased lease) {
        received(lease);
    }

    @Override
    void delivering(Leased lease) {
        consumed.add(lease);
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
    boolean holds(String queue) {
        return consumed.stream().anyMatch(lease -> lease.queue().equals(queue));
    }

    @Override
    void recover() throws JMSException {
        throw JmsErrors.illegalState("The session is transacted: call rollback() rather than recover().");
    }

    /** Its delay and its time to live run from this moment. */
    @Override
    Sent send(Target to, NewMessage message) {
        UUID id = leasing.engine().newId();
        long now = clock.millis();
        sends.add(new UnitOfWork.Send(to, message.withId(id).sentAt(now)));
        long delay = message.delay() == null ? 0 : message.delay().toMillis();
        return new Sent(id, 0, now, now + delay, false);
    }

    /** The outcome is that the transaction has it. */
    @Override
    AsyncSends.Outcome sendAsync(Dispatch dispatch) {
        Sent sent = send(dispatch.to(), dispatch.content());
        return () -> dispatch.sent(sent);
    }

    @Override
    void commit() throws JMSException {
        if (sends.isEmpty() && consumed.isEmpty()) {
            return;
        }
        try {
            leasing.engine()
                    .commit(new UnitOfWork(List.copyOf(sends), Leased.receipts(consumed)))
                    .await();
        } catch (EngineException e) {
            JMSException rolledBack = JmsErrors.rolledBack(e);
            rollback(rolledBack);
            throw rolledBack;
        }
        sends.clear();
        consumed.clear();
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
        sends.clear();
        List<Leased> leases = List.copyOf(consumed);
        consumed.clear();
        try {
            leasing.release(leases);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }
}
