package org.leasemq.engine.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.leasemq.engine.SettableClock;

/** An environment without threads: time is advanced, and tasks are run, by the test. */
public final class ManualEnvironment implements Environment {
    private final SettableClock clock;
    private final RandomGenerator random;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
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

    /** Runs the tasks that were given, and those they give. */
    public void settle() {
        while (runTask()) {
            if (alarmAt <= clock.elapsedMillis()) {
                ring();
            }
        }
    }

    /** Runs one task; tells whether there was one. */
    public boolean runTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    public int taskCount() {
        return tasks.size();
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
