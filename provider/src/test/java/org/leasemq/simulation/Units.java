package org.leasemq.simulation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.simulation.Letter.Certainty;

/** Units of work in a simulation, in one phase and in two. */
final class Units {
    private final World world;
    private final Sending sending;
    private final Topic topic;

    Units(World world, Sending sending, Topic topic) {
        this.world = world;
        this.sending = sending;
        this.topic = topic;
    }

    /** An owner sends, publishes and deletes in one step. */
    void commit() {
        if (world.owners.isEmpty()) {
            return;
        }
        Owner owner = world.any(world.owners);
        List<Letter> held = held(owner);
        List<Letter> out =
                world.random.nextBoolean() ? List.of(sending.newLetter(world.any(World.SENDABLE))) : List.of();
        if (world.oneIn(3) && out.stream().allMatch(Letter::isPersistent)) {
            world.elsewhere.ask(new CommittedElsewhere(held, out));
            return;
        }
        Publication published = world.oneIn(4) ? topic.newPublication() : null;
        world.trace.accept(() -> "commit " + held + " and " + out);
        List<UnitOfWork.Send> sends = new ArrayList<>(sends(out));
        if (published != null) {
            sends.add(new UnitOfWork.Send(Target.topic(World.TOPIC), published.message));
        }
        UnitOfWork work = new UnitOfWork(sends, receipts(held));
        boolean mayLackRoom = published != null || world.mayLackRoomFor(out);
        held.forEach(letter -> letter.askDeletion(world.life));
        Completion<List<Sent>> completion;
        try {
            completion = world.engine.commit(work);
        } catch (EngineException.NoRoom | EngineException.NoSuchQueue e) {
            notCommitted(held, out, published, e, mayLackRoom);
            return;
        } catch (Fault.Unforeseen | Fault.Exhaustion e) {
            held.forEach(letter -> letter.deletionAnswered(false));
            out.forEach(world.model::refused);
            published.failed(); // by a filter
            return;
        }
        if (published != null) {
            published.accepted();
        }
        world.hear(completion, (sent, error) -> {
            world.trace.accept(() -> "committed " + held + ": " + error);
            if (error != null) {
                notCommitted(held, out, published, error, mayLackRoom);
                return;
            }
            held.forEach(letter -> letter.deletionAnswered(true));
            for (int i = 0; i < out.size(); i++) {
                sending.sent(out.get(i), new Outcome.Done<>(sent.get(i)), mayLackRoom);
            }
            if (published != null) {
                published.answered(new Outcome.Done<>(sent.get(out.size())));
            }
        });
    }

    /** What a client elsewhere commits. When it comes again its leases are over, so that it sends and deletes nothing. */
    private final class CommittedElsewhere extends Elsewhere.Asked<List<Sent>> {
        private final List<Letter> held;
        private final List<Letter> out;
        private final UnitOfWork work;
        private boolean mayLackRoom;

        CommittedElsewhere(List<Letter> held, List<Letter> out) {
            super(Verbs.COMMIT);
            this.held = held;
            this.out = out;
            this.work = new UnitOfWork(sends(out), receipts(held));
        }

        @Override
        Completion<List<Sent>> ask(LeaseEngine engine) {
            world.trace.accept(() -> "commit elsewhere " + held + " and " + out);
            mayLackRoom = world.mayLackRoomFor(out);
            held.forEach(letter -> letter.askDeletion(world.life));
            out.forEach(letter -> letter.isAskedFor(world.dates));
            return engine.commit(work);
        }

        @Override
        void answered(List<Sent> sent, EngineException error) {
            world.trace.accept(() -> "committed elsewhere " + held + ": " + error);
            if (error != null) {
                notCommitted(held, out, null, error, mayLackRoom);
                return;
            }
            held.forEach(letter -> letter.deletionAnswered(true));
            for (int i = 0; i < out.size(); i++) {
                sending.sent(out.get(i), new Outcome.Done<>(sent.get(i)), mayLackRoom);
            }
        }

        @Override
        boolean isStored(List<Sent> sent) {
            return sent.stream().anyMatch(one -> !one.duplicate());
        }

        @Override
        List<Letter> letters() {
            return out;
        }
    }

    private void notCommitted(
            List<Letter> held, List<Letter> out, Publication published, EngineException error, boolean mayLackRoom) {
        held.forEach(letter -> letter.deletionAnswered(false));
        out.forEach(letter -> sending.refused(letter, new Outcome.Refused<>(error), mayLackRoom));
        if (published != null) {
            published.failed();
        }
    }

    private List<Letter> held(Owner owner) {
        return world.model.letters().stream()
                .filter(letter -> letter.holder == owner && world.canBeDeleted(letter) && world.random.nextBoolean())
                .toList();
    }

    /** An owner prepares a unit of work. */
    void prepare() {
        if (world.owners.isEmpty()) {
            return;
        }
        Owner owner = world.any(world.owners);
        List<Letter> held = held(owner).stream()
                .filter(letter -> !letter.place.equals(World.PLAIN)
                        && !letter.place.equals(World.PASSENGER)
                        && letter.isPersistent()
                        && letter.deleted == Certainty.NO)
                .toList();
        List<Letter> out = new ArrayList<>();
        for (int i = world.random.nextInt(3); i > 0; i--) {
            String queue = world.random.nextBoolean() ? World.STANDARD : World.ONCE;
            String body = world.newBody("m");
            Message message = sending.newMessage(body, queue)
                    .delayedBy(null)
                    .expiringAfter(null)
                    .persistent(true);
            out.add(world.model.sending(body, queue, message));
        }
        Undecided branch = new Undecided(world.newBody("b"), held, out);
        world.trace.accept(() -> "prepare " + branch.id + " with " + held + " and " + out);
        Completion<Branch> completion;
        try {
            completion = world.engine.prepare(branch.id, new UnitOfWork(sends(out), receipts(held)));
        } catch (EngineException.NoRoom e) {
            branch.notPrepared(true);
            return;
        }
        world.branches.add(branch);
        world.hear(completion, (done, error) -> {
            world.trace.accept(() -> branch.id + (error == null ? " is prepared" : " is not prepared: " + error));
            if (error == null) {
                branch.prepared();
            } else {
                branch.notPrepared(world.owners.contains(owner));
            }
        });
    }

    void decide() {
        List<Undecided> some = world.branches.stream()
                .filter(branch ->
                        branch.state == Undecided.State.PREPARED || branch.state == Undecided.State.REMEMBERED)
                .toList();
        if (some.isEmpty()) {
            return;
        }
        Undecided branch = world.any(some);
        if (branch.state == Undecided.State.REMEMBERED) {
            forget(branch);
        } else {
            decide(branch, world.random.nextInt(3) > 0, world.oneIn(3));
        }
    }

    /** @param byHand whether it is somebody else than the coordinator who decides */
    void decide(Undecided branch, boolean commit, boolean byHand) {
        world.trace.accept(() -> (commit ? "commit " : "roll back ") + branch.id + (byHand ? " by hand" : ""));
        branch.deciding(commit, byHand);
        world.hear(
                byHand ? world.engine.decide(branch.id, commit) : world.engine.settle(branch.id, commit),
                (done, error) -> {
                    world.trace.accept(() -> branch.id + (error == null ? " is decided" : " is not decided: " + error));
                    if (error == null) {
                        branch.decided();
                    } else {
                        branch.prepared();
                    }
                });
    }

    private void forget(Undecided branch) {
        world.trace.accept(() -> "forget " + branch.id);
        branch.forgetting();
        world.hear(world.engine.forget(branch.id), (done, error) -> branch.forgotten(error == null));
    }

    private static List<UnitOfWork.Send> sends(List<Letter> out) {
        return out.stream()
                .map(letter -> new UnitOfWork.Send(Target.queue(letter.queue), letter.message))
                .toList();
    }

    private static List<Receipt> receipts(List<Letter> held) {
        return held.stream().map(letter -> letter.lease).toList();
    }

    /** An owner ends. Sometimes it has not seen all that it holds. */
    void closeAnOwner() {
        if (world.owners.isEmpty()) {
            return;
        }
        Owner owner = world.owners.remove(world.random.nextInt(world.owners.size()));
        boolean knows = world.oneIn(2);
        List<Receipt> seen = new ArrayList<>();
        for (Letter letter : world.model.letters()) {
            if (letter.holder == owner) {
                if (knows && world.oneIn(2)) {
                    letter.wasNotSeen();
                } else {
                    seen.add(letter.lease);
                }
                letter.endLease();
            }
        }
        world.trace.accept(() -> "close " + owner + (knows ? ", which has seen " + seen : ""));
        if (knows) {
            owner.close(seen);
        } else {
            owner.close();
        }
    }
}
