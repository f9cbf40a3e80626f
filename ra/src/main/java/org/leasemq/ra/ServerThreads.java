package org.leasemq.ra;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what lasts on threads of the server (Jakarta Connectors 2.1, chapter 10), each on one of its own. Safe for use by several
 * threads.
 */
final class ServerThreads implements Executor {
    /** How long the server may take to find a thread. */
    private static final long START_MILLIS = 10_000;

    private final List<WorkManager> managers = new CopyOnWriteArrayList<>();

    /** An adapter starts. */
    void add(WorkManager manager) {
        managers.add(manager);
    }

    /** An adapter stops. */
    void remove(WorkManager manager) {
        managers.remove(manager);
    }

    boolean isEmpty() {
        return managers.isEmpty();
    }

    @Override
    public void execute(Runnable task) {
        if (managers.isEmpty()) {
            throw new RejectedExecutionException("No adapter is running whose server could give a thread.");
        }
        try {
            managers.get(0).startWork(new Lasting(task), START_MILLIS, null, null);
        } catch (WorkException e) {
            throw new RejectedExecutionException("The server gives no thread: " + e.getMessage(), e);
        }
    }

    /** Work that lasts as long as the engine. */
    private static final class Lasting implements Work, WorkContextProvider {
        private static final long serialVersionUID = 1L;

        private final transient Runnable task;

        Lasting(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }

        @Override
        public void release() {
            // it ends when the engine is closed
        }

        @Override
        public List<WorkContext> getWorkContexts() {
            HintsContext hints = new HintsContext();
            hints.setName("leasemq");
            hints.setHint(HintsContext.NAME_HINT, "leasemq");
            hints.setHint(HintsContext.LONGRUNNING_HINT, Boolean.TRUE);
            return List.of(hints);
        }
    }
}
