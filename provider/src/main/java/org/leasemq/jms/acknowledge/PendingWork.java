package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.leasemq.engine.Owner;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.jms.error.JmsErrors;

/** What a transaction has sent and consumed so far. Safe for use by several threads, as sessions may join one. */
public final class PendingWork {
    private final Owner owner;
    private List<UnitOfWork.Send> sends = new ArrayList<>();
    private List<Leased> consumed = new ArrayList<>();
    /** What the sends take of memory. */
    private long bytes;
    /** Why nothing more is taken in; null as long as it is. */
    private Supplier<JMSException> refusal;

    /** @param owner counts what is kept */
    public PendingWork(Owner owner) {
        this.owner = owner;
    }

    /** What was leased belongs to it; if it is refused it is still to be given back. */
    public synchronized void consumed(Leased lease) throws JMSException {
        refuseIfEnded();
        consumed.add(lease);
    }

    /** What it has consumed so far. */
    public synchronized List<Leased> consumed() {
        return List.copyOf(consumed);
    }

    /** Takes in nothing more, so that what is decided about is all there is. */
    public synchronized void end(Supplier<JMSException> reason) {
        refusal = reason;
    }

    /** @throws JMSException if it takes in nothing more */
    public synchronized void refuseIfEnded() throws JMSException {
        if (refusal != null) {
            throw refusal.get();
        }
    }

    /**
     * Keeps a message for the commit, if there is memory for it. Its delay and its time to live run from this moment.
     *
     * @param announced what the engine has said that it will be
     */
    public void send(Target to, Message message, Sent announced) throws JMSException {
        Message known = message.withId(announced.id()).sentAt(announced.sentAt());
        long size = counted(known);
        boolean kept = false;
        try {
            keep(new UnitOfWork.Send(to, known), size);
            kept = true;
        } finally {
            if (!kept) {
                owner.letGo(size);
            }
        }
    }

    private long counted(Message message) throws JMSException {
        try {
            return owner.keep(message);
        } catch (EngineException e) {
            refuseIfEnded(); // which is why the owner is closed
            throw JmsErrors.of(e);
        }
    }

    private synchronized void keep(UnitOfWork.Send send, long size) throws JMSException {
        refuseIfEnded();
        sends.add(send);
        bytes += size;
    }

    /** Whether there is nothing to decide about. */
    public synchronized boolean isEmpty() {
        return sends.isEmpty() && consumed.isEmpty();
    }

    /** For the engine, which counts what is sent from now on. */
    public synchronized UnitOfWork unit() {
        letGo();
        return new UnitOfWork(List.copyOf(sends), Leased.receipts(consumed));
    }

    private void letGo() {
        owner.letGo(bytes);
        bytes = 0;
    }

    /** Takes everything out: what comes from now on is of the next transaction, and what is sent is the engine's to count. */
    public synchronized Taken take() {
        Taken taken = new Taken(sends, consumed);
        letGo();
        sends = new ArrayList<>();
        consumed = new ArrayList<>();
        return taken;
    }

    /** Forgets everything; returns what was consumed. */
    public List<Leased> clear() {
        return take().consumed();
    }

    /**
     * The work of a transaction that is being ended.
     *
     * @param sends what it sends
     * @param consumed what it has consumed
     */
    public record Taken(List<UnitOfWork.Send> sends, List<Leased> consumed) {
        UnitOfWork unit() {
            return new UnitOfWork(sends, Leased.receipts(consumed));
        }

        boolean isEmpty() {
            return sends.isEmpty() && consumed.isEmpty();
        }
    }
}
