package org.leasemq.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;
import org.leasemq.engine.Target;
import org.leasemq.engine.UnitOfWork;

/** What a transaction has sent and consumed so far. Safe for use by several threads, as sessions may join one. */
final class PendingWork {
    private final List<UnitOfWork.Send> sends = new ArrayList<>();
    private final List<Leased> consumed = new ArrayList<>();

    synchronized void consumed(Leased lease) {
        consumed.add(lease);
    }

    /** Keeps a message for the commit. Its delay and its time to live run from this moment. */
    synchronized Sent send(LeaseEngine engine, long now, Target to, NewMessage message) {
        UUID id = engine.newId();
        sends.add(new UnitOfWork.Send(to, message.withId(id).sentAt(now)));
        long delay = message.delay() == null ? 0 : message.delay().toMillis();
        return new Sent(id, 0, now, now + delay, false);
    }

    synchronized boolean isEmpty() {
        return sends.isEmpty() && consumed.isEmpty();
    }

    synchronized UnitOfWork unit() {
        return new UnitOfWork(List.copyOf(sends), Leased.receipts(consumed));
    }

    /** Forgets everything; returns what was consumed. */
    synchronized List<Leased> clear() {
        List<Leased> leases = List.copyOf(consumed);
        sends.clear();
        consumed.clear();
        return leases;
    }
}
