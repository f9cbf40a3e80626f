package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;
import org.leasemq.engine.Target;
import org.leasemq.engine.UnitOfWork;

/** SESSION_TRANSACTED: sends and leases are kept; commit makes of them one atomic unit of work, rollback gives them up. */
final class Transaction extends Acknowledgement {
    private static final Duration SHORTEST_LIFE = Duration.ofMillis(1);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final List<Pending> sends = new ArrayList<>();
    private final List<Leased> consumed = new ArrayList<>();

    Transaction(Leasing leasing, InstantSource clock, RandomGenerator random) {
        super(leasing);
        this.clock = clock;
        this.random = random;
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
    void recover() throws JMSException {
        throw JmsErrors.illegalState("The session is transacted: call rollback() rather than recover().");
    }

    @Override
    Sent send(String queue, NewMessage message) {
        UUID id = newId();
        long now = clock.millis();
        sends.add(new Pending(queue, message.withId(id), now));
        long delay = message.delay() == null ? 0 : message.delay().toMillis();
        return new Sent(id, 0, now, now + delay, false);
    }

    @Override
    void commit() throws JMSException {
        if (sends.isEmpty() && consumed.isEmpty()) {
            return;
        }
        long now = clock.millis();
        List<UnitOfWork.Send> due = sends.stream().map(send -> send.at(now)).toList();
        try {
            leasing.engine()
                    .commit(new UnitOfWork(due, Leased.receipts(consumed)))
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

    private UUID newId() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** A message that waits for the commit. Its delay and its time to live run from the moment it was sent. */
    private record Pending(String queue, NewMessage message, long sentAt) {

        UnitOfWork.Send at(long now) {
            Duration elapsed = Duration.ofMillis(Math.max(0, now - sentAt));
            NewMessage due = message;
            if (message.delay() != null) {
                due = due.delayedBy(atLeast(Duration.ZERO, message.delay().minus(elapsed)));
            }
            if (message.timeToLive() != null) {
                due = due.expiringAfter(
                        atLeast(SHORTEST_LIFE, message.timeToLive().minus(elapsed)));
            }
            return new UnitOfWork.Send(Target.queue(queue), due);
        }

        private static Duration atLeast(Duration least, Duration duration) {
            return duration.compareTo(least) < 0 ? least : duration;
        }
    }
}
