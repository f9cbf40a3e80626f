package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Sent;
import org.leasemq.engine.UnitOfWork;

/** What a transaction has sent and consumed so far. Safe for use by several threads, as sessions may join one. */
final class PendingWork {
    private final Owner owner;
    private List<UnitOfWork.Send> sends = new ArrayList<>();
    private List<Leased> consumed = new ArrayList<>();
    /** What the sends take of memory. */
    private long bytes;

    /** @param owner counts what is kept */
    PendingWork(Owner owner) {
        this.owner = owner;
    }

    synchronized void consumed(Leased lease) {
        consumed.add(lease);
    }

    /**
     * Keeps a message for the commit, if it can be sent and there is memory for it. Its delay and its time to live run from
     * this moment.
     */
    Sent send(LeaseEngine engine, Dispatch dispatch) throws JMSException {
        Sent sent = dispatch.ask(() -> engine.announce(dispatch.to(), dispatch.content()));
        UnitOfWork.Send send = new UnitOfWork.Send(
                dispatch.to(), dispatch.content().withId(sent.id()).sentAt(sent.sentAt()));
        try {
            keep(send, owner.keep(send.message()));
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
        return sent;
    }

    private synchronized void keep(UnitOfWork.Send send, long size) {
        sends.add(send);
        bytes += size;
    }

    synchronized boolean isEmpty() {
        return sends.isEmpty() && consumed.isEmpty();
    }

    /** For the engine, which counts what is sent from now on. */
    synchronized UnitOfWork unit() {
        letGo();
        return new UnitOfWork(List.copyOf(sends), Leased.receipts(consumed));
    }

    private void letGo() {
        owner.letGo(bytes);
        bytes = 0;
    }

    /** Takes everything out: what comes from now on is of the next transaction, and what is sent is the engine's to count. */
    synchronized Taken take() {
        Taken taken = new Taken(sends, consumed);
        letGo();
        sends = new ArrayList<>();
        consumed = new ArrayList<>();
        return taken;
    }

    /** Forgets everything; returns what was consumed. */
    List<Leased> clear() {
        return take().consumed();
    }

    /**
     * The work of a transaction that is being ended.
     *
     * @param sends what it sends
     * @param consumed what it has consumed
     */
    record Taken(List<UnitOfWork.Send> sends, List<Leased> consumed) {
        UnitOfWork unit() {
            return new UnitOfWork(sends, Leased.receipts(consumed));
        }

        boolean isEmpty() {
            return sends.isEmpty() && consumed.isEmpty();
        }
    }
}
