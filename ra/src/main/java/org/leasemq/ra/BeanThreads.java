package org.leasemq.ra;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Gives beans that have a message to the server's work manager. That may make its caller wait, so it is done by one thread of the
 * server which does nothing else, and there is only while there are beans. Safe for use by several threads.
 */
final class BeanThreads implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BeanThreads.class.getName());

    private final BootstrapContext context;
    private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean dispatching;
    private boolean closed;
    private Timer timer;

    BeanThreads(BootstrapContext context) {
        this.context = context;
    }

    /** Has the thread started, the first time. */
    synchronized void start() {
        if (!dispatching) {
            AdapterEngines.THREADS.execute(this::dispatch);
            dispatching = true;
        }
    }

    /** Runs a bean's work soon. Does not wait. */
    void run(BeanWork work) {
        ready.add(() -> give(work));
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
            ready.take().run();
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "An interrupt does not end the adapter; stop it", e);
        }
    }

    private synchronized boolean isOver() {
        return closed && ready.isEmpty();
    }

    private void give(BeanWork work) {
        try {
            WorkManager manager = context.getWorkManager();
            manager.scheduleWork(work);
        } catch (WorkException e) {
            work.rejected(e);
        }
    }

    /** Runs something later, on a thread of the server. */
    void later(long millis, Runnable task) {
        try {
            timer().schedule(
                            new TimerTask() {
                                @Override
                                public void run() {
                                    task.run();
                                }
                            },
                            millis);
        } catch (UnavailableException | IllegalStateException e) {
            LOG.log(System.Logger.Level.WARNING, "The server gives no timer; it is tried again at once", e);
            task.run();
        }
    }

    private synchronized Timer timer() throws UnavailableException {
        if (timer == null) {
            timer = context.createTimer();
        }
        return timer;
    }

    /** Returns when the thread is the server's again. */
    @Override
    public void close() {
        if (endSoon()) {
            Ends.await(ended);
        }
    }

    private synchronized boolean endSoon() {
        closed = true;
        ready.add(() -> {});
        if (timer != null) {
            timer.cancel();
        }
        return dispatching;
    }
}
