package org.leasemq.simulation;

import java.time.Duration;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Owner;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;
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

    /** A change of the end of a lease, which stands in for whoever holds that, and knows what was before. */
    private static final class Change {
        final long until;
        private final Letter letter;
        private final Receipt lease;
        private final Object holder;
        private final long before;
        private final long stored;
        private final boolean durable;
        /** Whether it is known to have been made. */
        private boolean done;

        /** As long as there is no answer, the lease may end at the sooner of two moments. */
        Change(Letter letter, long until) {
            this.until = until;
            this.letter = letter;
            lease = letter.lease;
            holder = letter.holder;
            before = letter.leasedUntil;
            stored = letter.storedUntil;
            durable = letter.leaseIsDurable;
            letter.leased(lease, this, Math.min(before, until), false);
        }

        boolean isTheLast() {
            return letter.holder == this;
        }

        void succeeded() {
            done = true;
            if (isTheLast()) {
                letter.leased(lease, this, until, true);
            }
        }

        /** Goes back to what was before, and before that, if that was refused, too. */
        void refused(World world) {
            goBack(world, until);
        }

        /** @param soonest where somebody else has got the group meanwhile, an owner's lease ends as it was to end */
        private void goBack(World world, long soonest) {
            if (holder instanceof Change earlier) {
                if (earlier.done) {
                    letter.leased(lease, earlier, earlier.until, true);
                } else {
                    earlier.goBack(world, Math.min(soonest, earlier.until));
                }
            } else if (holder instanceof Owner && !world.owners.contains(holder)) {
                letter.endLease();
            } else {
                boolean mayEnd = holder instanceof Owner && letter.message.exclusiveGroup();
                letter.leased(lease, holder, mayEnd ? Math.min(before, soonest) : before, durable);
                letter.storedUntil = stored;
            }
        }
    }

    /** If it is refused, nothing has changed. */
    void changeVisibility(Letter letter) {
        if (letter == null) {
            return;
        }
        Duration visibility = Duration.ofSeconds(world.random.nextInt(3) == 0 ? 0 : world.random.nextInt(40));
        world.trace.accept(() -> "change visibility of " + letter + " to " + visibility);
        Receipt lease = letter.lease;
        Change change = new Change(letter, world.dates.elapsed() + visibility.toMillis());
        Completion<List<Outcome<Receipt>>> completion;
        try {
            completion = world.engine.changeVisibility(letter.place, List.of(new VisibilityChange(lease, visibility)));
        } catch (EngineException.NoSuchQueue e) {
            change.refused(world);
            return;
        }
        world.hear(completion, (outcomes, error) -> {
            if (error == null && outcomes.get(0) instanceof Outcome.Done) {
                change.succeeded();
            } else if (change.isTheLast()) {
                change.refused(world);
            }
        });
    }

    void release(Letter letter) {
        if (letter != null) {
            world.trace.accept(() -> "release " + letter);
            Receipt lease = letter.lease;
            letter.endLease();
            world.engine.release(List.of(lease)).await();
        }
    }

    void giveBack(Letter letter) {
        if (letter != null) {
            Receipt lease = letter.lease;
            Duration hidden = Duration.ofSeconds(world.oneIn(2) ? 0 : 1 + world.random.nextInt(3));
            world.trace.accept(() -> "give back " + letter + ", hidden for " + hidden);
            Object holder = letter.holder;
            letter.endLease();
            letter.deliveries--;
            letter.surplus++;
            letter.visibleLatest = Math.max(letter.visibleLatest, world.dates.elapsed() + hidden.toMillis());
            if (holder instanceof Owner owner) {
                owner.giveBack(List.of(lease), hidden);
            } else {
                world.engine.giveBack(null, List.of(lease), hidden).await();
            }
        }
    }
}
