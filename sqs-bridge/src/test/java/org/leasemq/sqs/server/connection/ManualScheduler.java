package org.leasemq.sqs.server.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** One whose time passes when a test says so: what is due is run by the test. */
final class ManualScheduler extends AbstractLifeCycle implements Scheduler {
    private record Due(long at, Runnable action) {}

    private final List<Due> tasks = new ArrayList<>();
    private long now;

    @Override
    public synchronized Task schedule(Runnable action, long delay, TimeUnit unit) {
        Due due = new Due(now + unit.toNanos(delay), action);
        tasks.add(due);
        notifyAll();
        return () -> cancel(due);
    }

    private synchronized boolean cancel(Due due) {
        return tasks.remove(due);
    }

    /** Waits until so many tasks are to be run. */
    synchronized void awaitTasks(int count) throws InterruptedException {
        while (tasks.size() < count) {
            wait();
        }
    }

    void advance(Duration time) {
        due(time).forEach(Runnable::run);
    }

    private synchronized List<Runnable> due(Duration time) {
        now += time.toNanos();
        List<Runnable> due = new ArrayList<>();
        for (Iterator<Due> each = tasks.iterator(); each.hasNext(); ) {
            Due task = each.next();
            if (task.at <= now) {
                each.remove();
                due.add(task.action);
            }
        }
        return due;
    }
}
