package org.leasemq.simulation;

import java.util.List;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.simulation.Letter.Certainty;

/** What happens to whole queues in a simulation. */
final class Queues {
    private final World world;

    Queues(World world) {
        this.world = world;
    }

    void purge() {
        List<Letter> there = inPlain();
        there.forEach(letter -> letter.askDeletion(world.life));
        world.hear(
                world.engine.purge(World.PLAIN),
                (count, error) -> there.forEach(letter -> letter.deletionAnswered(error == null)));
    }

    /** Where the store does not fail, since a queue that could not be created again would be missed. */
    void deleteAndCreateAgain() {
        if (world.chaos > 1) {
            return;
        }
        inPlain().forEach(letter -> letter.askDeletion(world.life));
        world.engine.deleteQueue(World.PLAIN).background();
        world.engine.createQueue(World.PLAIN, QueueAttributes.standardQueue()).background();
    }

    private List<Letter> inPlain() {
        return world.model.letters().stream()
                .filter(letter -> letter.queue.equals(World.PLAIN) && letter.deleted != Certainty.YES)
                .filter(letter -> letter.sent != Certainty.NO)
                .toList();
    }
}
