package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.leasemq.engine.TimeSource;

/** Two threads: one for tasks, one for the alarm. Time is the system's unless another clock is given. */
public final class ThreadedEnvironment implements Environment {
    private static final System.Logger LOG = System.getLogger(ThreadedEnvironment.class.getName());
    private static final Runnable END = () -> {};
    private static final long LONGEST_PAUSE_NANOS = 120_000;

    private final TimeSource clock;
    private final RandomGenerator random = newRandom();
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition quiet = lock.newCondition();
    private final Loop worker = new Loop(this::runTasks);
    private final Loop timer = new Loop(this::runAlarms);

    private long alarmAt = Long.MAX_VALUE;
    private Runnable alarm;
    private boolean ringing;
    private boolean closed;

    /**
     * With a clock of the caller's; {@link #timeChanged} has to be called whenever more time has passed by it than in truth.
     *
     * @param threads runs each task on a thread of its own, at once: two, until the environment is closed
     * @throws RejectedExecutionException if it does not; nothing is left running then
     */
    public ThreadedEnvironment(Executor threads, TimeSource clock) {
        this.clock = clock;
        worker.start(threads);
        try {
            timer.start(threads);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The clocks of the system. */
    public static TimeSource systemClock() {
        return SystemTime.INSTANCE;
    }

    /** A source of randomness for one thread, unlike any other. One that is no service: in GlassFish none of those is found. */
    public static RandomGenerator newRandom() {
        return new SplittableRandom();
    }

    @Override
    public TimeSource clock() {
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
        lock.lock();
        try {
            boolean sooner = moment < alarmAt;
            alarmAt = moment;
            alarm = action;
            if (sooner) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // giving way is the purpose: parking would take longer than the pause
    public boolean pauseUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LONGEST_PAUSE_NANOS) {
                return false;
            }
            Thread.yield();
        }
        return true;
    }

    /**
     * The clock has been set by hand: returns when what is due by now has been done, and the tasks that it left. Does not wait
     * when one of the environment's own threads calls it, or when it is closed.
     */
    public void timeChanged() {
        boolean again = true;
        while (again) {
            awaitAlarms();
            awaitTasks();
            again = isAlarmDue();
        }
    }

    private boolean isOwnThread() {
        return timer.isCaller() || worker.isCaller();
    }

    private void awaitAlarms() {
        lock.lock();
        try {
            changed.signal();
            while (isRinging()) {
                quiet.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isAlarmDue() {
        lock.lock();
        try {
            return isRinging();
        } finally {
            lock.unlock();
        }
    }

    private boolean isRinging() {
        return !closed && !isOwnThread() && (ringing || alarmAt <= clock.elapsedMillis());
    }

    private void awaitTasks() {
        if (isOwnThread()) {
            return;
        }
        CountDownLatch reached = new CountDownLatch(1);
        tasks.add(reached::countDown);
        try {
            // what is given after the end is never run
            while (worker.isRunning() && !reached.await(10, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.TRACE, "Waiting for the tasks of the engine");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tasks.add(END);
        lock.lock();
        try {
            closed = true;
            changed.signal();
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
        worker.awaitEnd();
        timer.awaitEnd();
    }

    private void runTasks() {
        while (true) {
            try {
                Runnable task = tasks.take();
                if (task == END) {
                    return;
                }
                run(task);
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "An interrupt does not end the engine's threads; close the engine", e);
            }
        }
    }

    private void runAlarms() {
        for (Runnable due = nextAlarm(); due != END; due = nextAlarm()) {
            run(due);
        }
    }

    private Runnable nextAlarm() {
        lock.lock();
        try {
            ringing = false;
            while (!closed) {
                long left = alarmAt == Long.MAX_VALUE ? Long.MAX_VALUE : alarmAt - clock.elapsedMillis();
                if (left <= 0) {
                    alarmAt = Long.MAX_VALUE;
                    ringing = true;
                    return alarm;
                }
                quiet.signalAll();
                sleep(left);
            }
            return END;
        } finally {
            lock.unlock();
        }
    }

    private void sleep(long millis) {
        try {
            if (millis == Long.MAX_VALUE) {
                changed.await();
            } else {
                boolean inTime = changed.await(millis, TimeUnit.MILLISECONDS);
                LOG.log(Level.TRACE, inTime ? "Alarm changed" : "Alarm due");
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "An interrupt does not end the engine's threads; close the engine", e);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A task of the engine failed, which indicates a bug", e);
        }
    }

    /** A task that lasts until the environment is closed. */
    private static final class Loop {
        private final Runnable task;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Thread thread;

        Loop(Runnable task) {
            this.task = task;
        }

        void start(Executor threads) {
            try {
                threads.execute(this::run);
            } catch (RuntimeException | Error e) {
                ended.countDown();
                throw e;
            }
        }

        private void run() {
            thread = Thread.currentThread();
            try {
                task.run();
            } finally {
                thread = null; // which may do something else from now on
                ended.countDown();
            }
        }

        boolean isCaller() {
            return thread == Thread.currentThread();
        }

        boolean isRunning() {
            return ended.getCount() > 0;
        }

        void awaitEnd() {
            boolean interrupted = false;
            while (!isCaller() && isRunning()) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
