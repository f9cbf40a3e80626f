package org.leasemq.simulation;

import java.time.Duration;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.Receipt;
import org.leasemq.engine.VisibilityChange;
import org.leasemq.simulation.Letter.Certainty;

/** What is done with leases in a simulation. */
final class Leases {
    private final World world;

    Leases(World world) {
        this.world = world;
    }

    void delete(Letter letter) {
        if (letter == null) {
            return;
        }
        world.trace.accept("delete " + letter);
        letter.askDeletion(world.life);
        Completion<List<Outcome<Receipt>>> completion =
                world.engine.delete(world.placeOf(letter), List.of(letter.lease));
        if (world.random.nextInt(4) == 0) {
            completion.background();
            return;
        }
        world.hear(
                completion,
                (outcomes, error) -> letter.deletionAnswered(error == null && outcomes.get(0) instanceof Outcome.Done));
    }

    void deleteByOldReceipt() {
        if (world.oldReceipts.isEmpty()) {
            return;
        }
        Receipt receipt = world.any(world.oldReceipts);
        String queue = world.any(World.ALL);
        Letter letter = world.model.letters().stream()
                .filter(one -> one.receipt != null && one.receipt.sequenceNumber() == receipt.sequenceNumber())
                .findFirst()
                .orElse(null);
        if (letter == null || letter.deleted != Certainty.NO || letter.dead) {
            return;
        }
        boolean mayWork = queue.equals(letter.queue);
        if (mayWork) {
            letter.askDeletion(world.life);
        }
        world.hear(world.engine.delete(queue, List.of(receipt)), (outcomes, error) -> {
            boolean done = error == null && outcomes.get(0) instanceof Outcome.Done;
            if (mayWork && done && (letter.dead || mayHaveMoved(letter))) {
                letter.deletionLeftOpen();
            } else if (mayWork) {
                letter.deletionAnswered(done);
            }
        });
    }

    /** Deleting what is no longer in the queue succeeds, so it tells nothing when the message may have moved. */
    private boolean mayHaveMoved(Letter letter) {
        return letter.queue.equals(World.ONCE)
                || letter.queue.equals(World.STANDARD)
                || letter.queue.equals(World.FIFO);
    }

    void changeVisibility(Letter letter) {
        if (letter == null) {
            return;
        }
        world.trace.accept("change visibility of " + letter);
        Duration visibility = Duration.ofSeconds(world.random.nextInt(3) == 0 ? 0 : world.random.nextInt(40));
        Receipt lease = letter.lease;
        letter.endLease();
        long until = world.clock.millis() + visibility.toMillis();
        if (!visibility.isZero()) {
            letter.lease = lease;
            letter.holder = new Object();
            letter.leasedUntil = until;
            letter.recordedUntil = until;
            letter.leaseIsDurable = false;
        }
        Object holder = letter.holder;
        world.hear(
                world.engine.changeVisibility(world.placeOf(letter), List.of(new VisibilityChange(lease, visibility))),
                (outcomes, error) -> {
                    if (error == null) {
                        letter.leaseIsDurable |= letter.holder == holder;
                    } else if (letter.holder == holder) {
                        letter.endLease(); // it is what it was before, which may be over
                    }
                });
    }

    void release(Letter letter) {
        if (letter != null) {
            world.trace.accept("release " + letter);
            Receipt lease = letter.lease;
            letter.endLease();
            world.engine.release(List.of(lease));
        }
    }

    void giveBack(Letter letter) {
        if (letter != null) {
            Receipt lease = letter.lease;
            letter.endLease();
            letter.deliveries--;
            letter.surplus++;
            world.engine.giveBack(List.of(lease));
        }
    }
}
