package org.leasemq.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;

/** What happens to whole queues in a simulation. */
final class Queues {
    private final World world;

    Queues(World world) {
        this.world = world;
    }

    void purge() {
        List<Letter> there = inPlain();
        List<Letter> certain = there.stream().filter(Letter::isInOnePlace).toList();
        there.forEach(letter -> letter.askDeletion(world.life));
        Completion<Integer> completion;
        try {
            completion = world.engine.purge(World.PLAIN);
        } catch (EngineException.NoSuchQueue e) {
            there.forEach(letter -> letter.deletionAnswered(false));
            return;
        }
        world.hear(
                completion,
                (count, error) -> there.forEach(
                        letter -> answered(letter, certain.contains(letter) && isStill(letter), error == null)));
    }

    /** Deletes the queue, or creates it again if it is not there. What the store refuses has not happened. */
    void deleteOrCreate() {
        if (world.engine.findQueue(World.PLAIN).await().isEmpty()) {
            create();
            return;
        }
        List<Letter> there = inPlain();
        List<Letter> certain = there.stream().filter(Letter::isInOnePlace).toList();
        world.trace.accept(() -> "delete plain with " + there);
        there.forEach(letter -> {
            letter.askDeletion(world.life);
            letter.goesWithQueue++;
        });
        Completion<QueueInfo> completion = world.engine.deleteQueue(World.PLAIN);
        world.hear(completion, (info, error) -> {
            world.trace.accept(() -> "deleted plain: " + error);
            there.forEach(letter -> {
                letter.goesWithQueue--;
                answered(letter, certain.contains(letter) && isStill(letter), error == null);
            });
        });
    }

    private void create() {
        try {
            world.hear(
                    world.engine.createQueue(World.PLAIN, QueueAttributes.standardQueue()),
                    (info, error) -> world.trace.accept(() -> "created plain: " + error));
        } catch (EngineException.NoRoom e) {
            Model.check(world.memoryIsShort, null, "no queue: " + e);
        }
    }

    /** How long messages are delayed, and leases last, when nobody says. */
    void changeAttributes() {
        Duration visibility = Duration.ofSeconds(world.random.nextInt(40));
        Duration delay = Duration.ofSeconds(world.oneIn(2) ? 0 : world.random.nextInt(20));
        Optional<QueueInfo> found = world.engine.findQueue(World.PLAIN).await();
        if (found.isPresent()) {
            QueueAttributes attributes = found.get().attributes();
            world.hear(
                    world.engine.setAttributes(
                            found.get(),
                            attributes.withVisibilityTimeout(visibility).withDelay(delay)),
                    (info, error) -> world.trace.accept(() -> "changed attributes: " + info + " " + error));
        }
    }

    /** Back from the dead letters, or from one queue to another. */
    void move() {
        boolean back = world.oneIn(2);
        String from = back ? world.any(List.of(World.DEAD, World.DEAD_FIFO)) : World.PLAIN;
        String to = back ? null : World.OTHER;
        int max = 1 + world.random.nextInt(5);
        world.trace.accept(() -> "move " + max + " from " + from + " to " + to);
        world.model.moving(from, to);
        try {
            world.hear(
                    world.engine.redrive(from, to, max),
                    (moved, error) -> world.trace.accept(() -> "moved " + moved + ": " + error));
        } catch (EngineException e) {
            world.trace.accept(() -> "not moved: " + e);
        }
    }

    private static boolean isStill(Letter letter) {
        return letter.isInOnePlace() && letter.place.equals(World.PLAIN);
    }

    /** What may have been moved before is not gone with the queue for certain. */
    private static void answered(Letter letter, boolean certain, boolean done) {
        if (done && !certain) {
            letter.deletionLeftOpen();
        } else {
            letter.deletionAnswered(done);
        }
    }

    private List<Letter> inPlain() {
        return world.model.letters().stream()
                .filter(letter -> letter.place.equals(World.PLAIN) || letter.elsewhere.contains(World.PLAIN))
                .filter(letter -> !letter.isOver())
                .toList();
    }
}
