package org.leasemq.simulation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Branch;
import org.leasemq.engine.Completion;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Sent;
import org.leasemq.engine.Target;
import org.leasemq.engine.UnitOfWork;

/** Units of work in a simulation, in one phase and in two. */
final class Units {
    private final World world;
    private final Sending sending;

    Units(World world, Sending sending) {
        this.world = world;
        this.sending = sending;
    }

    /** An owner sends and deletes in one step. */
    void commit() {
        if (world.owners.isEmpty()) {
            return;
        }
        Owner owner = world.any(world.owners);
        List<Letter> held = world.model.letters().stream()
                .filter(letter -> letter.holder == owner && world.canBeDeleted(letter) && world.random.nextBoolean())
                .toList();
        List<Letter> out =
                world.random.nextBoolean() ? List.of(sending.newLetter(world.any(World.SENDABLE))) : List.of();
        UnitOfWork work = unit(held, out);
        held.forEach(letter -> letter.askDeletion(world.life));
        Completion<List<Sent>> completion;
        try {
            completion = world.engine.commit(work);
        } catch (EngineException.NoRoom e) {
            held.forEach(letter -> letter.deletionAnswered(false));
            out.forEach(world.model::refused);
            return;
        }
        world.hear(completion, (sent, error) -> {
            held.forEach(letter -> letter.deletionAnswered(error == null));
            for (int i = 0; i < out.size(); i++) {
                sending.sent(
                        out.get(i), error == null ? new Outcome.Done<>(sent.get(i)) : new Outcome.Refused<>(error));
            }
        });
    }

    /** An owner prepares a unit of work. */
    void prepare() {
        if (world.owners.isEmpty()) {
            return;
        }
        Owner owner = world.any(world.owners);
        List<Letter> held = world.model.letters().stream()
                .filter(letter -> letter.holder == owner && !letter.queue.equals(World.PLAIN))
                .filter(letter ->
                        letter.message.persistent() && world.canBeDeleted(letter) && world.random.nextBoolean())
                .toList();
        List<Letter> out = new ArrayList<>();
        for (int i = world.random.nextInt(3); i > 0; i--) {
            String queue = world.random.nextBoolean() ? World.STANDARD : World.ONCE;
            String body = world.newBody("m");
            NewMessage message = sending.newMessage(body, queue)
                    .delayedBy(null)
                    .expiringAfter(null)
                    .persistent(true);
            out.add(world.model.sending(body, queue, message));
        }
        Undecided branch = new Undecided(world.newBody("b"), held, out);
        world.trace.accept("prepare " + branch.id + " with " + held + " and " + out);
        Completion<Branch> completion;
        try {
            completion = world.engine.prepare(branch.id, unit(held, out));
        } catch (EngineException.NoRoom e) {
            branch.notPrepared(true);
            return;
        }
        world.branches.add(branch);
        world.hear(completion, (done, error) -> {
            world.trace.accept(branch.id + (error == null ? " is prepared" : " is not prepared: " + error));
            if (error == null) {
                branch.prepared();
            } else {
                branch.notPrepared(world.owners.contains(owner));
            }
        });
    }

    void decide() {
        List<Undecided> prepared = world.branches.stream()
                .filter(branch -> branch.state == Undecided.State.PREPARED)
                .toList();
        if (!prepared.isEmpty()) {
            decide(world.any(prepared), world.random.nextInt(3) > 0);
        }
    }

    void decide(Undecided branch, boolean commit) {
        world.trace.accept((commit ? "commit " : "roll back ") + branch.id);
        branch.deciding(commit);
        world.hear(world.engine.settle(branch.id, commit), (done, error) -> {
            world.trace.accept(branch.id + (error == null ? " is decided" : " is not decided: " + error));
            if (error == null) {
                branch.decided();
            } else {
                branch.prepared();
            }
        });
    }

    private static UnitOfWork unit(List<Letter> held, List<Letter> out) {
        return new UnitOfWork(
                out.stream()
                        .map(letter -> new UnitOfWork.Send(Target.queue(letter.queue), letter.message))
                        .toList(),
                held.stream().map(letter -> letter.lease).toList());
    }

    void closeAnOwner() {
        if (world.owners.isEmpty()) {
            return;
        }
        Owner owner = world.owners.remove(world.random.nextInt(world.owners.size()));
        for (Letter letter : world.model.letters()) {
            if (letter.holder == owner) {
                letter.endLease();
            }
        }
        world.trace.accept("close " + owner);
        owner.close();
    }
}
