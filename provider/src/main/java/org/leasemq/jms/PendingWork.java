package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Sent;
import org.leasemq.engine.UnitOfWork;

/** What a transaction has sent and consumed so far. Safe for use by several threads, as sessions may join one. */
final class PendingWork {
    private List<UnitOfWork.Send> sends = new ArrayList<>();
    private List<Leased> consumed = new ArrayList<>();

    synchronized void consumed(Leased lease) {
        consumed.add(lease);
    }

    /** Keeps a message for the commit, if it can be sent. Its delay and its time to live run from this moment. */
    Sent send(LeaseEngine engine, Dispatch dispatch) throws JMSException {
        Sent sent = dispatch.ask(() -> engine.announce(dispatch.to(), dispatch.content()));
        keep(new UnitOfWork.Send(
                dispatch.to(), dispatch.content().withId(sent.id()).sentAt(sent.sentAt())));
        return sent;
    }

    private synchronized void keep(UnitOfWork.Send send) {
        sends.add(send);
    }

    synchronized boolean isEmpty() {
        return sends.isEmpty() && consumed.isEmpty();
    }

    synchronized UnitOfWork unit() {
        return new UnitOfWork(List.copyOf(sends), Leased.receipts(consumed));
    }

    /** Takes everything out: what comes from now on is of the next transaction. */
    synchronized Taken take() {
        Taken taken = new Taken(sends, consumed);
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
