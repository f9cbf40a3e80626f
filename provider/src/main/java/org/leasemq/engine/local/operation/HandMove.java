package org.leasemq.engine.local.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.engine.model.seen.HandOutcome.Result;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** Moves messages that somebody has picked: each that can be moved, whatever becomes of the others. */
final class HandMove extends EngineOperation<List<HandOutcome>> {
    private final List<HandOutcome> outcomes;
    private final Map<Long, MovedMessage> moves = new LinkedHashMap<>();

    /** @param outcomes of all that were picked, as though those that are taken then could all be moved */
    HandMove(Kernel kernel, List<HandOutcome> outcomes) {
        super(kernel);
        this.outcomes = outcomes;
    }

    /**
     * Takes these, which nobody has.
     *
     * @throws EngineException if none of them can be moved
     */
    void begin(Redrive.Way way, List<Entry> entries) {
        EngineException first = null;
        for (Entry entry : entries) {
            try {
                long position = entry.position();
                moves.put(position, MovedMessage.back(kernel, entry, way.target(entry)));
            } catch (EngineException e) {
                first = first == null ? e : first;
                outcomes.replaceAll(outcome -> outcome.sequenceNumber() == entry.position() && outcome.done()
                        ? new HandOutcome(entry.position(), Result.NOT_MOVED, e.getMessage())
                        : outcome);
            }
        }
        if (first != null && moves.isEmpty()) {
            throw first;
        }
        if (moves.values().stream().anyMatch(move -> move.entry.isPersistent())) {
            kernel.commit.submit(this);
        } else {
            durable(Locations.NONE);
        }
    }

    @Override
    public void encode(List<Change> changes) {
        moves.values().forEach(move -> move.encode(changes));
    }

    @Override
    public List<HandOutcome> expected() {
        return outcomes.stream().map(this::expected).toList();
    }

    private HandOutcome expected(HandOutcome outcome) {
        MovedMessage move = outcome.done() ? moves.get(outcome.sequenceNumber()) : null;
        return move == null || move.isUnderWay()
                ? outcome
                : new HandOutcome(outcome.sequenceNumber(), Result.GONE, null);
    }

    @Override
    public void durable(Locations locations) {
        List<HandOutcome> known = expected();
        moves.values().forEach(MovedMessage::durable);
        complete(known);
    }

    @Override
    public void refused(EngineException cause) {
        moves.values().forEach(MovedMessage::refused);
        fail(cause);
    }
}
