package org.leasemq.engine.local.operation;

import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryHome;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Provenance;

/** One message on its way from a queue to another, as part of an operation. It is in no order meanwhile. */
final class MovedMessage {
    final Entry entry;
    final EntryHome source;
    private final QueueState target;
    private final long position;
    private final Provenance provenance;
    /** The moment at which a delay would have ended; 0 for none. */
    private final long delayedUntil;

    private MovedMessage(Kernel kernel, Entry entry, QueueState target, Provenance provenance) {
        this.entry = entry;
        this.source = entry.queue();
        this.target = target;
        this.position = kernel.numbers.nextPosition();
        this.provenance = provenance;
        this.delayedUntil = entry.delayedUntil();
        source.toBeMoved(entry);
    }

    /** Of an entry that was delivered too often. */
    static MovedMessage toDeadLetters(Kernel kernel, Entry entry, QueueState target) {
        // as in SQS: a FIFO dead-letter queue retains from the move, a standard one from the send
        long retainedFrom = target.attributes().fifo() ? kernel.now() : entry.retainedFrom();
        int received = entry.earlierReceives() + entry.receiveCount();
        return new MovedMessage(
                kernel, entry, target, new Provenance(entry.queue().number(), received, retainedFrom));
    }

    /** Of an entry that somebody wants to be tried again elsewhere. */
    static MovedMessage back(Kernel kernel, Entry entry, QueueState target) {
        return new MovedMessage(kernel, entry, target, new Provenance(Provenance.MOVED, 0, kernel.now()));
    }

    void encode(List<Change> changes) {
        if (target.gone()) {
            throw new EngineException.NoSuchQueue(target.name());
        }
        if (isUnderWay() && entry.isPersistent()) {
            changes.add(new Change.Move(entry.position(), target.number(), position, provenance));
        }
    }

    /** Tells whether it has arrived. */
    boolean durable() {
        if (!isUnderWay()) {
            return false;
        }
        target.take(entry, position);
        entry.comesFrom(provenance);
        target.place(entry, 0);
        return true;
    }

    /** Whether it will arrive: it may have been deleted with its queue. */
    boolean isUnderWay() {
        return entry.state() == EntryState.MOVING && !entry.isPurged();
    }

    /** It stays where it was. */
    void refused() {
        if (entry.state() == EntryState.MOVING) {
            source.place(entry, delayedUntil);
        }
    }
}
