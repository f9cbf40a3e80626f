package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** Moves messages that nobody has to another queue, or back to where they were dead-lettered. */
public final class Redrive extends EngineOperation<Integer> {
    /**
     * Where messages go.
     *
     * @param source where they are
     * @param destination null for the queue each of them came from
     */
    record Way(Kernel kernel, QueueState source, QueueState destination) {
        /** @throws EngineException if one cannot go there */
        QueueState target(Entry entry) {
            return checked(destination == null ? origin(entry) : destination);
        }

        private QueueState origin(Entry entry) {
            if (entry.deadLetterSource() <= 0) {
                throw new EngineException.InvalidMessage("Message " + entry.position() + " in queue '" + source.name()
                        + "' did not come from another queue, so it cannot go back. Name a destination.");
            }
            QueueState origin = kernel.queues.numbered(entry.deadLetterSource());
            if (origin == null || !kernel.queues.isNamed(origin)) {
                throw EngineException.NoSuchQueue.because(
                        "#" + entry.deadLetterSource(),
                        "Message " + entry.position() + " in queue '" + source.name()
                                + "' came from a queue that has been deleted, so it cannot go back. Name a destination.");
            }
            return origin;
        }

        private QueueState checked(QueueState target) {
            boolean sameKind = target.attributes().fifo() == source.attributes().fifo();
            boolean lasting =
                    target.attributes().durable() || !source.attributes().durable();
            if (target == source || !sameKind || !lasting) {
                throw new EngineException.InvalidAttribute("Messages of queue '" + source.name()
                        + "' cannot be moved to queue '" + target.name()
                        + "': it has to be another one, of the same kind (standard or FIFO), and as durable.");
            }
            return target;
        }
    }

    private final QueueState source;
    private final Way way;
    private final List<MovedMessage> moves = new ArrayList<>();

    public Redrive(Kernel kernel, QueueState source, QueueState destination) {
        super(kernel);
        this.source = source;
        this.way = new Way(kernel, source, destination);
    }

    /** Takes the next messages out of their order, up to the first that cannot be moved, which is refused if it comes first. */
    public void begin(int max) {
        while (moves.size() < max) {
            Entry entry = source.order().next(null);
            if (entry == null) {
                break;
            }
            if (entry.isExpiredAt(kernel.now())) {
                source.expire(entry);
            } else if (!take(entry)) {
                break;
            }
        }
        submit();
    }

    private boolean take(Entry entry) {
        try {
            moves.add(MovedMessage.back(kernel, entry, way.target(entry)));
            return true;
        } catch (EngineException e) {
            if (moves.isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    private void submit() {
        if (moves.stream().anyMatch(move -> move.entry.isPersistent())) {
            kernel.commit.submit(this);
        } else {
            durable(Locations.NONE);
        }
    }

    @Override
    public void encode(List<Change> changes) {
        moves.forEach(move -> move.encode(changes));
    }

    @Override
    public Integer expected() {
        return (int) moves.stream().filter(MovedMessage::isUnderWay).count();
    }

    @Override
    public void durable(Locations locations) {
        int moved = 0;
        for (MovedMessage move : moves) {
            moved += move.durable() ? 1 : 0;
        }
        complete(moved);
    }

    @Override
    public void refused(EngineException cause) {
        moves.forEach(MovedMessage::refused);
        fail(cause);
    }
}
