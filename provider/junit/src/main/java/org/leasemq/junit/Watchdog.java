package org.leasemq.junit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.leasemq.log.Logs;
import org.leasemq.thread.DaemonThreads;

/** Interrupts what takes too long by real time, and says what it was waiting in. Safe for use by several threads. */
final class Watchdog implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(Watchdog.class);

    private static final int GRACE_SECONDS = 5;

    private final Duration limit;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("leasemq-junit-watchdog"));

    Watchdog(Duration limit) {
        this.limit = limit;
    }

    /** Calls it on this thread. */
    <T> T guard(Invocation<T> invocation) throws Throwable {
        Watch watch = new Watch(Thread.currentThread());
        ScheduledFuture<?> alarm = timer.schedule(watch::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
        T result = null;
        Throwable failure = null;
        try {
            result = invocation.proceed();
        } catch (Throwable e) {
            failure = e;
        }
        alarm.cancel(false);
        Throwable verdict = watch.end(failure);
        if (verdict != null) {
            throw verdict;
        }
        return result;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class Watch {
        private final Thread thread;
        private AssertionError expiry;
        private boolean ended;

        Watch(Thread thread) {
            this.thread = thread;
        }

        synchronized void expire() {
            if (ended) {
                return;
            }
            expiry = new AssertionError(
                    "The test took longer than " + limit + " and was interrupted. A receive without a "
                            + "timeout waits until there is a message; one with a timeout, on a clock that stands still, until "
                            + "another thread advances the clock. A test that needs longer calls timeLimit() of the extension. "
                            + "What the test was doing is the stack trace of this error.");
            expiry.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            timer.schedule(this::complain, GRACE_SECONDS, TimeUnit.SECONDS);
        }

        /** A test that does not react to the interrupt has no end that could tell. */
        private synchronized void complain() {
            if (!ended) {
                LOG.log(Level.ERROR, "Thread " + thread.getName() + ": " + expiry.getMessage(), expiry);
            }
        }

        /** Whatever the test made of the interrupt, it has failed. */
        synchronized Throwable end(Throwable failure) {
            ended = true;
            if (expiry == null) {
                return failure;
            }
            Thread.interrupted();
            if (failure != null) {
                expiry.addSuppressed(failure);
            }
            return expiry;
        }
    }
}
