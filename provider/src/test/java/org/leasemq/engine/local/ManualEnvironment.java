package org.leasemq.engine.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.runtime.Environment;

/** An environment without threads: time is advanced, and tasks are run, by the test. */
public final class ManualEnvironment implements Environment {
    private final SettableClock clock;
    private final RandomGenerator random;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> chores = new ArrayDeque<>();
    private long alarmAt = Long.MAX_VALUE;
    private Runnable alarm;

    public ManualEnvironment(SettableClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void executeAside(Runnable chore) {
        chores.add(chore);
    }

    @Override
    public void setAlarm(long moment, Runnable action) {
        alarmAt = moment;
        alarm = action;
    }

    @Override
    public boolean pauseUntil(BooleanSupplier condition) {
        return condition.getAsBoolean();
    }

    /** Advances time step by step through every alarm, and runs the tasks each leaves. */
    public void advance(Duration duration) {
        long end = clock.elapsedMillis() + duration.toMillis();
        settle();
        while (alarmAt <= end) {
            clock.advance(Duration.ofMillis(Math.max(0, alarmAt - clock.elapsedMillis())));
            ring();
            settle();
        }
        clock.advance(Duration.ofMillis(Math.max(0, end - clock.elapsedMillis())));
        settle();
    }

    /** Advances time through every alarm while the one thread that runs tasks is busy. */
    public void advanceAlarmsOnly(Duration duration) {
        long end = clock.elapsedMillis() + duration.toMillis();
        while (alarmAt <= end) {
            clock.advance(Duration.ofMillis(Math.max(0, alarmAt - clock.elapsedMillis())));
            ring();
        }
        clock.advance(Duration.ofMillis(Math.max(0, end - clock.elapsedMillis())));
    }

    /** Runs what was given, and what that gives. */
    public void settle() {
        while (runTask()) {
            if (alarmAt <= clock.elapsedMillis()) {
                ring();
            }
        }
    }

    /** Runs one group commit or one chore, whichever chance decides; tells whether there was one. */
    public boolean runTask() {
        boolean chore = tasks.isEmpty() || !chores.isEmpty() && random.nextBoolean();
        return chore ? runChore() : runCommit();
    }

    /** Runs one group commit; tells whether there was one. */
    public boolean runCommit() {
        return run(tasks.poll());
    }

    /** Runs one chore; tells whether there was one. */
    public boolean runChore() {
        return run(chores.poll());
    }

    private static boolean run(Runnable task) {
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** How many group commits and chores wait. */
    public int taskCount() {
        return tasks.size() + chores.size();
    }

    /** The moment at which the alarm is due; {@link Long#MAX_VALUE} for never. */
    public long alarmAt() {
        return alarmAt;
    }

    private void ring() {
        Runnable due = alarm;
        alarmAt = Long.MAX_VALUE;
        due.run();
    }

    @Override
    public void close() {
        settle();
    }
}
