package org.leasemq.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.leasemq.engine.model.Branch;

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
    private final Topic topic;
    private int depth;
    /** Whether the store failed since the engine was started. */
    private boolean storeFailed;

    /** @param trace is told what happens */
    Simulation(long seed, Consumer<Supplier<String>> trace) {
        world = new World(seed, trace);
        sending = new Sending(world);
        receiving = new Receiving(world, sending);
        leases = new Leases(world);
        topic = new Topic(world, sending);
        units = new Units(world, sending, topic);
        queues = new Queues(world);
    }

    /** Lives through some steps, then comes to rest, and looks whether everything is where it should be. */
    void run(int steps) throws Throwable {
        start();
        for (int step = 0; step < steps; step++) {
            try {
                act();
            } catch (Fault.Death e) {
                world.isDead = true;
            } catch (Fault.Exhaustion | Fault.Unforeseen e) {
                world.trace.accept(() -> "a thread got an error");
            }
            if (world.isDead) {
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
        boolean wasCalm = world.calm;
        world.calm = true;
        world.openEngine(this::beforeWrite, this::meanwhile);
        world.elsewhere.comesBack();
        world.calm = wasCalm;
        topic.started();
        Map<String, Branch.State> there =
                world.engine.branches().await().stream().collect(Collectors.toMap(Branch::id, Branch::state));
        world.branches.forEach(branch -> branch.afterCrash(there.get(branch.id)));
        world.branches.removeIf(branch -> branch.state == Undecided.State.OVER);
    }

    private void restartAfterCrash() {
        world.model.crashed(storeFailed);
        world.forget();
        depth = 0;
        world.disk.refuseWrites(false);
        world.disk.refuseNext(0);
        start();
    }

    private void restartInGoodOrder() {
        boolean wasCalm = world.calm;
        world.calm = true;
        world.disk.refuseWrites(false);
        world.disk.refuseNext(0);
        world.environment.settle();
        world.engine.close();
        world.model.restarted();
        world.forget();
        world.calm = wasCalm;
        start();
    }

    /** Around a write: others act, time passes, and maybe the process dies. */
    private void meanwhile() {
        if (world.calm || depth > 1) {
            return;
        }
        depth++;
        int events = world.random.nextInt(3);
        for (int i = 0; i < events; i++) {
            if (world.oneIn(6)) {
                world.environment.advanceAlarmsOnly(
                        Duration.ofMillis(world.random.nextInt(world.oneIn(4) ? 5000 : 20)));
                world.dates.look();
            } else {
                actNested();
            }
        }
        depth--;
        if (world.chaos > 0 && world.random.nextInt(60) < world.chaos) {
            world.life++;
            world.trace.accept(() -> "death");
            throw new Fault.Death();
        }
    }

    private void actNested() {
        try {
            actWithoutTasks();
        } catch (RuntimeException | AssertionError e) {
            world.complain(e); // rather than to the store, in the middle of whose writing this is
        }
    }

    private void beforeWrite() {
        meanwhile();
        if (!world.calm && world.chaos > 2 && world.oneIn(200)) {
            storeFailed = true;
            world.trace.accept(() -> "the store throws");
            if (world.oneIn(2)) {
                throw new Fault.Unforeseen();
            }
            throw new Fault.Exhaustion();
        }
    }

    private void act() {
        if (world.environment.taskCount() == 0) {
            world.dates.nothingIsGoingOn();
        }
        switch (world.random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> world.environment.runTask();
            case 6 -> pass(Duration.ofMillis(world.random.nextInt(5)));
            case 7 -> pass(Duration.ofSeconds(world.random.nextInt(world.random.nextInt(20) == 0 ? 400 : 20)));
            case 8 -> failOrHeal();
            case 9 -> {
                if (world.random.nextInt(20) == 0) {
                    restartInGoodOrder();
                }
            }
            default -> actWithoutTasks();
        }
    }

    private void pass(Duration time) {
        world.environment.advance(time);
        world.dates.look();
        world.model.clean();
    }

    private void failOrHeal() {
        boolean fails = world.chaos > 1 && world.oneIn(10);
        boolean failsOnce = world.chaos > 1 && world.oneIn(3);
        world.disk.refuseWrites(fails);
        world.disk.refuseNext(failsOnce ? 1 : 0);
        storeFailed |= fails || failsOnce;
    }

    private void actWithoutTasks() {
        switch (world.random.nextInt(34)) {
            case 0, 1, 2, 3, 4 -> sending.send();
            case 5, 6, 7 -> receiving.receiveForSomeTime();
            case 8, 9, 10, 11, 12 -> receiving.receiveAsOwner();
            case 13, 14, 15 -> leases.delete(world.aLeased());
            case 16 -> leases.deleteByOldReceipt();
            case 17 -> leases.changeVisibility(world.aLeased());
            case 18, 19 -> leases.release(world.aLeased());
            case 20, 21 -> units.commit();
            case 22 -> units.closeAnOwner();
            case 23, 32 -> topic.publish();
            case 24 -> units.prepare();
            case 25, 26 -> units.decide();
            case 27, 28, 29 -> receiving.receiveSelected();
            default -> rarely();
        }
    }

    private void rarely() {
        switch (world.random.nextInt(16)) {
            case 0 -> queues.purge();
            case 1 -> {
                if (!world.waiting.isEmpty()) {
                    world.any(List.copyOf(world.waiting.keySet())).cancel();
                }
            }
            case 2 -> leases.giveBack(world.aLeased());
            case 3 -> {
                queues.deleteOrCreate();
                for (int i = world.random.nextInt(4); i > 0; i--) {
                    units.commit(); // while it is on its way
                }
            }
            case 4 -> receiving.makeNoise();
            case 5 -> queues.changeAttributes();
            case 6 -> queues.move();
            case 7 -> receiving.browse();
            case 8 -> setTheClock();
            case 9 -> topic.comeOrGo();
            case 10 -> topic.changeWhatIsWanted();
            case 11 ->
                world.hear(world.engine.checkHealth(), (works, error) -> world.trace.accept(() -> "health: " + error));
            case 13 -> world.elsewhere.knowsOrEnds();
            case 12 -> world.beShortOfMemory(world.random.nextBoolean() && world.chaos > 1);
            default -> world.beFull(world.random.nextBoolean() && world.chaos > 2);
        }
    }

    private void setTheClock() {
        if (world.kind < 3) {
            int seconds = world.random.nextInt(world.oneIn(3) ? 7200 : 40);
            Duration by = Duration.ofSeconds(world.random.nextBoolean() ? seconds : -seconds);
            world.trace.accept(() -> "the clock is set by " + by);
            world.dates.jump(by);
        }
    }

    /** No more faults: everything that must be there comes out once, and nothing else. */
    private void rest() {
        world.calm = true;
        world.disk.refuseWrites(false);
        world.disk.refuseNext(0);
        world.beFull(false);
        world.beShortOfMemory(false);
        pass(Duration.ofSeconds(20));
        if (world.isDead) {
            restartAfterCrash();
        } else {
            world.everythingIsAnswered();
            new Rest(world).nobodyWaitsInVain();
        }
        restartInGoodOrder();
        world.branches.stream()
                .filter(branch -> branch.state == Undecided.State.PREPARED)
                .forEach(branch -> units.decide(branch, true, false));
        world.environment.settle();
        world.environment.advance(Duration.ofHours(13));
        world.dates.look();
        new Rest(world).everythingIsThere();
    }
}
