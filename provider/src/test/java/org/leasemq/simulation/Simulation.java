package org.leasemq.simulation;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.leasemq.engine.Branch;
import org.leasemq.simulation.Letter.Certainty;

/**
 * One life of an engine, decided by a seed: who does what, when tasks and timers run, what happens while the store writes,
 * and when the process dies. The {@link Model} looks on and complains.
 */
final class Simulation {
    private final World world;
    private final Sending sending;
    private final Receiving receiving;
    private final Leases leases;
    private final Units units;
    private final Queues queues;
    private int depth;
    private boolean calm;
    /** Whether the store failed since the engine was started. */
    private boolean storeFailed;

    /** @param trace is told what happens */
    Simulation(long seed, Consumer<String> trace) {
        world = new World(seed, trace);
        sending = new Sending(world);
        receiving = new Receiving(world, sending);
        leases = new Leases(world);
        units = new Units(world, sending);
        queues = new Queues(world);
    }

    /** Lives through some steps, then comes to rest, and looks whether everything is where it should be. */
    void run(int steps) throws Throwable {
        start();
        for (int step = 0; step < steps; step++) {
            try {
                act();
            } catch (SimulatedStore.Death e) {
                restartAfterCrash();
            }
            world.complain();
        }
        rest();
        world.complain();
    }

    private void start() {
        world.life++;
        storeFailed = false;
        boolean wasCalm = calm;
        calm = true;
        world.openEngine(this::meanwhile);
        calm = wasCalm;
        Set<String> there = world.engine.branches().stream().map(Branch::id).collect(Collectors.toSet());
        world.branches.forEach(branch -> branch.afterCrash(there.contains(branch.id)));
        world.branches.removeIf(branch -> branch.state == Undecided.State.OVER);
    }

    private void restartAfterCrash() {
        world.model.crashed(storeFailed);
        world.forget();
        depth = 0;
        world.disk.refuseWrites(false);
        start();
    }

    private void restartInGoodOrder() {
        boolean wasCalm = calm;
        calm = true;
        world.disk.refuseWrites(false);
        world.environment.settle();
        world.engine.close();
        for (Letter letter : world.model.letters()) {
            if (!letter.leaseIsDurable) {
                letter.endLease();
            }
            if (!letter.message.persistent()) {
                letter.deleted = Certainty.YES;
            }
        }
        world.forget();
        calm = wasCalm;
        start();
    }

    /** Around a write: others act, and maybe the process dies. */
    private void meanwhile() {
        if (calm || depth > 1) {
            return;
        }
        depth++;
        int events = world.random.nextInt(3);
        for (int i = 0; i < events; i++) {
            actWithoutTasks();
        }
        depth--;
        if (world.chaos > 0 && world.random.nextInt(60) < world.chaos) {
            world.life++;
            world.trace.accept("death");
            throw new SimulatedStore.Death();
        }
    }

    private void act() {
        switch (world.random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> world.environment.runTask();
            case 6 -> world.environment.advance(Duration.ofMillis(world.random.nextInt(5)));
            case 7 ->
                world.environment.advance(
                        Duration.ofSeconds(world.random.nextInt(world.random.nextInt(20) == 0 ? 400 : 20)));
            case 8 -> failOrHeal();
            case 9 -> {
                if (world.random.nextInt(20) == 0) {
                    restartInGoodOrder();
                }
            }
            default -> actWithoutTasks();
        }
    }

    private void failOrHeal() {
        boolean fails = world.chaos > 1 && world.random.nextInt(10) == 0;
        world.disk.refuseWrites(fails);
        storeFailed |= fails;
    }

    private void actWithoutTasks() {
        switch (world.random.nextInt(28)) {
            case 0, 1, 2, 3, 4 -> sending.send();
            case 5, 6, 7 -> receiving.receiveForSomeTime();
            case 8, 9, 10, 11, 12 -> receiving.receiveAsOwner();
            case 13, 14, 15 -> leases.delete(world.aLeased());
            case 16 -> leases.deleteByOldReceipt();
            case 17 -> leases.changeVisibility(world.aLeased());
            case 18, 19 -> leases.release(world.aLeased());
            case 20, 21 -> units.commit();
            case 22 -> units.closeAnOwner();
            case 23 -> sending.publish();
            case 24 -> units.prepare();
            case 25, 26 -> units.decide();
            default -> rarely();
        }
    }

    private void rarely() {
        switch (world.random.nextInt(6)) {
            case 0 -> queues.purge();
            case 4 -> receiving.makeNoise();
            case 3 -> queues.deleteAndCreateAgain();
            case 1 -> {
                if (!world.waiting.isEmpty()) {
                    world.waiting
                            .remove(world.random.nextInt(world.waiting.size()))
                            .cancel();
                }
            }
            case 2 -> leases.giveBack(world.aLeased());
            default -> world.disk.beFull(world.random.nextBoolean() && world.chaos > 2);
        }
    }

    /** No more faults: everything that must be there comes out once, and nothing else. */
    private void rest() {
        calm = true;
        world.disk.refuseWrites(false);
        world.disk.beFull(false);
        world.environment.settle();
        restartInGoodOrder();
        world.branches.forEach(branch -> units.decide(branch, true));
        world.environment.settle();
        world.environment.advance(Duration.ofHours(13));
        new Rest(world).everythingIsThere();
    }
}
