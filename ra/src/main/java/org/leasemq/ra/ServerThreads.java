package org.leasemq.ra;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import java.util.Date;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what lasts on threads of the server, each on one of its own: the thread of a timer that does nothing else (Jakarta
 * Connectors 2.1, chapter 5). It is no work of the work manager's. A server may wait for that to end by itself before it tells the
 * adapter to stop, and where threads are limited, beans that wait for the engine could have all of them. Safe for use by several
 * threads.
 */
final class ServerThreads implements Executor {
    private final List<BootstrapContext> servers = new CopyOnWriteArrayList<>();

    /** An adapter starts. */
    void add(BootstrapContext server) {
        servers.add(server);
    }

    /** An adapter stops. What runs goes on. */
    void remove(BootstrapContext server) {
        servers.remove(server);
    }

    /** Whether there is no more than one adapter. */
    boolean isOnly() {
        return servers.size() <= 1;
    }

    boolean isEmpty() {
        return servers.isEmpty();
    }

    @Override
    public void execute(Runnable task) {
        BootstrapContext server = servers.stream()
                .findFirst()
                .orElseThrow(() ->
                        new RejectedExecutionException("No adapter is running whose server could give a thread."));
        try {
            Timer timer = server.createTimer();
            timer.schedule(new Lasting(task, timer), new Date(0)); // at once, even if the clock is put back now
        } catch (UnavailableException | IllegalStateException e) {
            throw new RejectedExecutionException("The server gives no timer, and so no thread: " + e.getMessage(), e);
        }
    }

    /** Lasts as long as the engine. */
    private static final class Lasting extends TimerTask {
        private final Runnable task;
        private final Timer timer;

        Lasting(Runnable task, Timer timer) {
            this.task = task;
            this.timer = timer;
        }

        @Override
        public void run() {
            Thread.currentThread().setName("leasemq");
            try {
                task.run();
            } finally {
                timer.cancel(); // and the thread ends
            }
        }
    }
}
