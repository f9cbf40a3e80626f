package org.leasemq.simulation;

import java.time.Duration;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.Owner;
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
        world.trace.accept(() -> "delete " + letter);
        letter.askDeletion(world.life);
        Completion<List<Outcome<Receipt>>> completion;
        try {
            completion = world.engine.delete(letter.place, List.of(letter.lease));
        } catch (EngineException.NoSuchQueue e) {
            letter.deletionAnswered(false);
            return;
        }
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
                .filter(one -> one.position == receipt.sequenceNumber())
                .findFirst()
                .orElse(null);
        if (letter == null || letter.deleted != Certainty.NO || letter.deadFrom != null) {
            return;
        }
        boolean mayWork = queue.equals(letter.place);
        if (mayWork) {
            letter.askDeletion(world.life);
        }
        Completion<List<Outcome<Receipt>>> completion;
        try {
            completion = world.engine.delete(queue, List.of(receipt));
        } catch (EngineException.NoSuchQueue e) {
            if (mayWork) {
                letter.deletionAnswered(false);
            }
            return;
        }
        world.hear(completion, (outcomes, error) -> {
            boolean done = error == null && outcomes.get(0) instanceof Outcome.Done;
            if (mayWork && done && mayHaveMoved(letter)) {
                letter.deletionLeftOpen();
            } else if (mayWork) {
                letter.deletionAnswered(done);
            }
        });
    }

    /** Deleting what is no longer in the queue succeeds, so it tells nothing when the message may have moved. */
    private static boolean mayHaveMoved(Letter letter) {
        return letter.deadFrom != null
                || !letter.isInOnePlace()
                || letter.queue.equals(World.ONCE)
                || letter.queue.equals(World.STANDARD)
                || letter.queue.equals(World.FIFO);
    }

    /** A change of the end of a lease, which stands in for whoever holds it. */
    private static final class Change {
        /** Whether it is known to have been made. */
        boolean done;
    }

    /** As long as there is no answer, the lease may end at the sooner of two moments; if it is refused, nothing has changed. */
    void changeVisibility(Letter letter) {
        if (letter == null) {
            return;
        }
        world.trace.accept(() -> "change visibility of " + letter);
        Duration visibility = Duration.ofSeconds(world.random.nextInt(3) == 0 ? 0 : world.random.nextInt(40));
        long until = world.dates.elapsed() + visibility.toMillis();
        Receipt lease = letter.lease;
        Object holder = letter.holder;
        long before = letter.leasedUntil;
        long stored = letter.storedUntil;
        boolean durable = letter.leaseIsDurable;
        Change pending = new Change();
        letter.leased(lease, pending, Math.min(before, until), false);
        Completion<List<Outcome<Receipt>>> completion;
        try {
            completion = world.engine.changeVisibility(letter.place, List.of(new VisibilityChange(lease, visibility)));
        } catch (EngineException.NoSuchQueue e) {
            letter.leased(lease, holder, before, durable);
            letter.storedUntil = stored;
            return;
        }
        world.hear(completion, (outcomes, error) -> {
            boolean done = error == null && outcomes.get(0) instanceof Outcome.Done;
            pending.done = done;
            boolean ownerIsGone = holder instanceof Owner && !world.owners.contains(holder);
            boolean nobodyKnows = holder instanceof Change earlier && !earlier.done;
            if (letter.holder != pending) {
                return;
            }
            if (done) {
                letter.leased(lease, pending, until, true);
            } else if (!ownerIsGone && !nobodyKnows) {
                letter.leased(lease, holder, before, durable);
                letter.storedUntil = stored;
            } else {
                letter.endLease();
            }
        });
    }

    void release(Letter letter) {
        if (letter != null) {
            world.trace.accept(() -> "release " + letter);
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
