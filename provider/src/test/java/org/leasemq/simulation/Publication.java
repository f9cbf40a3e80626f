package org.leasemq.simulation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Sent;

/** One message for all who subscribe and want it: what becomes of the letters that it makes. */
final class Publication {
    final Message message;
    private final World world;
    private final Sending sending;
    private final List<Letter> letters;
    private final boolean mayLackRoom;
    private final boolean mayBeSlow;
    private final long dropped;
    private final long asked;
    private final int jumps;

    /** It is about to be sent. */
    Publication(World world, Sending sending, Message message, List<Letter> letters) {
        this.world = world;
        this.sending = sending;
        this.message = message;
        this.letters = new ArrayList<>(letters);
        mayLackRoom = world.mayLackRoomFor(letters);
        mayBeSlow = world.memoryIsShort || world.model.anyInMemoryOnly(letters);
        dropped = dropped();
        asked = world.dates.elapsed();
        jumps = world.dates.jumps();
    }

    private long dropped() {
        return world.engine.statistics(World.SLOW).await().dropped();
    }

    /** It was not accepted. */
    void refused(EngineException error) {
        answered(new Outcome.Refused<>(error));
    }

    /** Something unforeseen happened, before it was accepted. */
    void failed() {
        letters.forEach(world.model::refused);
    }

    /** It was accepted: the slow one may have been left out, and nobody else. */
    void accepted() {
        if (dropped() > dropped) {
            Letter lost = letters.stream()
                    .filter(letter -> letter.queue.equals(World.SLOW))
                    .findFirst()
                    .orElseThrow();
            Model.check(mayBeSlow, lost, "is too much for a subscriber who has nothing");
            world.model.refused(lost);
            letters.remove(lost);
        }
    }

    void answered(Outcome<Sent> outcome) {
        world.trace.accept(() -> "published " + letters + ": " + outcome);
        if (!(outcome instanceof Outcome.Done<Sent> done)) {
            letters.forEach(letter -> sending.refused(letter, outcome, mayLackRoom));
        } else if (done.value().duplicate()) {
            world.model.duplicated(message, letters);
        } else {
            world.model.published(message, asked, jumps, letters, done.value());
        }
    }
}
