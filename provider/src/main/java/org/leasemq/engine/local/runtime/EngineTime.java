package org.leasemq.engine.local.runtime;

import java.time.Duration;

/** The time of an engine: asks the clock, and has the alarm rung for what is due. */
public final class EngineTime implements Moments {
    /** What expires while nobody looks is noticed this late at most when the wall clock has been set forward. */
    private static final long LONGEST_WITHOUT_LOOK = Duration.ofMinutes(1).toMillis();

    /** After so many the alarm is set again, so that others have their turn with the lock. */
    private static final int TIMERS_AT_ONCE = 256;

    private final Environment environment;
    private final EngineLock lock;
    private final Timers timers = new Timers();
    private final Timers dates = new Timers();
    private final Runnable alarm = this::ring;
    private Runnable afterRinging = () -> {};
    private long alarmAt = Long.MAX_VALUE;

    /** The next date that something happens at, and the moment of the next look whether it has come. */
    private long nextDate = Long.MAX_VALUE;

    private long lookAt = Long.MAX_VALUE;

    public EngineTime(Environment environment, EngineLock lock) {
        this.environment = environment;
        this.lock = lock;
        lock.beforeLeaving(this::setAlarm);
    }

    /** @param action what is to be done with the lock when something has happened because it was time */
    public void afterRinging(Runnable action) {
        afterRinging = action;
    }

    @Override
    public long now() {
        return environment.clock().millis();
    }

    @Override
    public long elapsed() {
        return environment.clock().elapsedMillis();
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Timers dates() {
        return dates;
    }

    private void setAlarm() {
        long next = Math.min(timers.next(), nextLookAtDates());
        if (next != alarmAt && lock.failure() == null) {
            environment.setAlarm(next, alarm);
            alarmAt = next;
        }
    }

    /** A date may come sooner than it seemed, when the wall clock is set. */
    private long nextLookAtDates() {
        if (dates.next() != nextDate) {
            nextDate = dates.next();
            lookAt = nextDate == Long.MAX_VALUE
                    ? Long.MAX_VALUE
                    : elapsed() + Math.min(Math.max(0, nextDate - now()), LONGEST_WITHOUT_LOOK);
        }
        return lookAt;
    }

    private void ring() {
        lock.enter();
        try {
            alarmAt = Long.MAX_VALUE;
            nextDate = Long.MAX_VALUE;
            lookAt = Long.MAX_VALUE;
            run(timers, elapsed());
            run(dates, now());
            afterRinging.run();
        } catch (RuntimeException | Error e) {
            lock.fail(e);
        } finally {
            lock.exit();
        }
    }

    private void run(Timers due, long now) {
        Timers.Timer timer = due.poll(now);
        for (int i = 1; timer != null && lock.failure() == null; i++) {
            timer.action().run();
            timer = i < TIMERS_AT_ONCE ? due.poll(now) : null;
        }
    }
}
