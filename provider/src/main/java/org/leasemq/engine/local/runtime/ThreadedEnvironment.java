package org.leasemq.engine.local.runtime;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;

/** Three threads: for group commits, for chores, for the alarm. Time is the system's unless another clock is given. */
public final class ThreadedEnvironment implements Environment {
    private static final System.Logger LOG = Logs.of(ThreadedEnvironment.class);
    private static final Runnable END = () -> {};
    /** Where others are always busy, nobody waits for them to have done everything. */
    private static final int MOST_ROUNDS = 100;

    private static final long LONGEST_PAUSE_NANOS = 120_000;

    private final TimeSource clock;
    private final RandomGenerator random = newRandom();
    /** Tasks and chores that have been given and not ended; those they give count before they end. */
    private final AtomicInteger unfinished = new AtomicInteger();

    private final Worker commits = new Worker();
    private final Worker chores = new Worker();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition quiet = lock.newCondition();
    private final Loop timer = new Loop(this::runAlarms);

    private long alarmAt = Long.MAX_VALUE;
    private Runnable alarm;
    private boolean ringing;
    private boolean closed;

    /**
     * With a clock of the caller's; {@link #timeChanged} has to be called whenever more time has passed by it than in truth.
     *
     * @param threads runs each task on a thread of its own, at once: three, until the environment is closed
     * @throws RejectedExecutionException if it does not; nothing is left running then
     */
    public ThreadedEnvironment(Executor threads, TimeSource clock) {
        this.clock = clock;
        commits.start(threads);
        try {
            chores.start(threads);
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

    /** A source of what nobody else may guess. Slower. */
    public static RandomGenerator unguessable() {
        return new SecureRandom();
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
        commits.add(task);
    }

    @Override
    public void executeAside(Runnable chore) {
        chores.add(chore);
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
     * The clock has been set by hand: returns when what is due by now has been done, and all that it left. Does not wait
     * when one of the environment's own threads calls it, or when it is closed.
     */
    public void timeChanged() {
        boolean again = !isOwnThread();
        for (int round = 0; again && round < MOST_ROUNDS; round++) {
            awaitAlarms();
            commits.awaitTasks();
            chores.awaitTasks();
            again = isBusy();
        }
    }

    private boolean isOwnThread() {
        return timer.isCaller() || commits.isCaller() || chores.isCaller();
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

    private boolean isBusy() {
        lock.lock();
        try {
            return isRinging() || !closed && unfinished.get() > 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean isRinging() {
        return !closed && !isOwnThread() && (ringing || alarmAt <= clock.elapsedMillis());
    }

    @Override
    public void close() {
        commits.add(END);
        chores.add(END);
        lock.lock();
        try {
            closed = true;
            changed.signal();
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
        chores.awaitEnd();
        commits.awaitEnd();
        timer.awaitEnd();
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

    /** Runs tasks one after the other, on a thread of its own. */
    private final class Worker {
        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final Loop loop = new Loop(this::runTasks);

        void start(Executor threads) {
            loop.start(threads);
        }

        void add(Runnable task) {
            unfinished.incrementAndGet();
            tasks.add(task);
        }

        boolean isCaller() {
            return loop.isCaller();
        }

        void awaitEnd() {
            loop.awaitEnd();
        }

        private void runTasks() {
            while (true) {
                try {
                    Runnable task = tasks.take();
                    if (task == END) {
                        return;
                    }
                    ThreadedEnvironment.run(task);
                    unfinished.decrementAndGet();
                } catch (InterruptedException e) {
                    LOG.log(Level.DEBUG, "An interrupt does not end the engine's threads; close the engine", e);
                }
            }
        }

        /** Waits for what has been given until now. */
        void awaitTasks() {
            CountDownLatch reached = new CountDownLatch(1);
            add(reached::countDown);
            try {
                // what is given after the end is never run
                while (loop.isRunning() && !reached.await(10, TimeUnit.MILLISECONDS)) {
                    LOG.log(Level.TRACE, "Waiting for the tasks of the engine");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A task that lasts until the environment is closed. */
    private static final class Loop {
        private final Runnable task;
        /** Nobody waits for the end of what has not been started. */
        private volatile CountDownLatch ended = new CountDownLatch(0);

        private volatile Thread thread;

        Loop(Runnable task) {
            this.task = task;
        }

        void start(Executor threads) {
            ended = new CountDownLatch(1);
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
