package org.leasemq.ra.inbound;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.leasemq.log.Logs;

/**
 * Gives beans that have a message to the server's work manager. That may make its caller wait, so it is done by one thread of the
 * server which does nothing else, and there is only while there are beans. Whatever a server or a bean throws at it, it goes on.
 * Safe for use by several threads.
 */
public final class BeanThreads {
    private static final System.Logger LOG = Logs.of(BeanThreads.class);

    private final BootstrapContext context;
    private final Executor own;
    private final DelayQueue<Task> tasks = new DelayQueue<>();
    private final AtomicLong made = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean dispatching;
    private boolean closed;

    /** @param own gives a thread that does nothing else */
    public BeanThreads(BootstrapContext context, Executor own) {
        this.context = context;
        this.own = own;
    }

    /** Has the thread started, the first time. */
    synchronized void start() {
        if (!dispatching) {
            own.execute(this::dispatch);
            dispatching = true;
        }
    }

    /** Has a bean's work run soon, or refused, which says why. Does not wait. */
    void run(Runnable work, Consumer<Throwable> refusal) {
        OfferedWork handover = new OfferedWork(work, refusal);
        later(0, () -> give(handover));
    }

    /** Does something quick after a while, however the clock of the system is set meanwhile. */
    void later(long millis, Runnable action) {
        tasks.add(new Task(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), made.getAndIncrement(), action));
    }

    private void dispatch() {
        try {
            while (!isOver()) {
                next();
            }
        } finally {
            ended.countDown();
        }
    }

    private void next() {
        try {
            tasks.take().action.run();
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "An interrupt does not end the adapter; stop it", e);
        } catch (Throwable e) { // one bean's trouble is not that of the others
            LOG.log(System.Logger.Level.WARNING, "Beans go on after an unexpected failure", e);
        }
    }

    private synchronized boolean isOver() {
        return closed;
    }

    private void give(OfferedWork handover) {
        try {
            context.getWorkManager().scheduleWork(handover, WorkManager.INDEFINITE, null, handover);
        } catch (Throwable e) { // whatever the reason is, it is tried again
            handover.refused(e);
        }
    }

    /** Returns when the thread is the server's again, or at the deadline. */
    public void close(Deadline deadline) {
        if (endSoon() && !deadline.await(ended)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The server has not let go of the thread that gives it beans: its work manager does not answer");
        }
    }

    private synchronized boolean endSoon() {
        closed = true;
        later(0, () -> {});
        return dispatching;
    }

    /** In the order of their times, and then of their making. */
    private record Task(long nanos, long number, Runnable action) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task task = (Task) other;
            int byTime = Long.signum(nanos - task.nanos);
            return byTime == 0 ? Long.compare(number, task.number) : byTime;
        }
    }
}
