package org.leasemq.thread;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * Runs each task on a daemon thread of its own, with a common name and a number. The threads keep nothing of who happened to
 * ask for them: neither its context class loader, nor its thread-local values, nor its protection domains. Safe for use by
 * several threads.
 */
@VisibleTo(Audience.FACES)
public final class DaemonThreads implements Executor, ThreadFactory {
    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    /** Threads of this name. */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public void execute(Runnable task) {
        newThread(task).start();
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = detached(task, name + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** A thread with nothing of its maker's but the thread group. */
    @SuppressWarnings("removal") // a thread keeps the domains of all callers, and so their class loaders, but for this
    static Thread detached(Runnable task, String name) {
        PrivilegedAction<Thread> making = () -> new Thread(null, task, name, 0, false);
        Thread thread = AccessController.doPrivileged(making);
        thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
        return thread;
    }
}
