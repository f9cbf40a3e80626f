package org.leasemq.sqs.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.leasemq.log.Logs;

/**
 * Writes the lines of the access log on a thread of its own, since answers come from threads that must not wait for the disk:
 * those that read requests, and the engine's. Lines that the disk does not take for long are left out, and the server's log
 * says so. What has been logged before it stops is written. Safe for use by several threads.
 */
final class AccessLog extends ContainerLifeCycle implements RequestLog.Writer {
    static final int MOST_WAITING = 10_000;

    private static final System.Logger LOG = Logs.of(AccessLog.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final RequestLog.Writer file;
    private final ThreadPoolExecutor thread;
    private final AtomicBoolean behind = new AtomicBoolean();

    /** @param file where to; started and stopped with this */
    AccessLog(RequestLog.Writer file, ThreadFactory threads) {
        this.file = file;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                threads,
                (line, executor) -> leftOut());
        installBean(file);
    }

    @Override
    public void write(String line) {
        thread.execute(() -> append(line));
    }

    private void append(String line) {
        try {
            file.write(line);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A line of the access log cannot be written: " + e.getMessage(), e);
        }
        if (thread.getQueue().isEmpty()) {
            behind.set(false);
        }
    }

    private void leftOut() {
        if (behind.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "The access log lacks requests from now on, until the disk has taken the " + MOST_WAITING
                            + " lines that wait for it");
        }
    }

    @Override
    protected void doStop() throws Exception {
        thread.shutdown();
        if (!thread.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.log(Level.WARNING, "The access log lacks the last requests: the disk does not take them");
        }
        super.doStop();
    }
}
