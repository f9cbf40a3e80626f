package org.leasemq.ra.inbound;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What is given to the server's work manager once: it is run or refused, whichever comes first, and nothing that comes afterwards
 * counts. A server may accept work and refuse it later, and then tells only its listener. Safe for use by several threads.
 */
final class OfferedWork extends WorkAdapter implements Work {
    private final Runnable task;
    private final Consumer<Throwable> refusal;
    private final AtomicBoolean decided = new AtomicBoolean();

    /** @param refusal is told why the task is not run; null if the server does not say */
    OfferedWork(Runnable task, Consumer<Throwable> refusal) {
        this.task = task;
        this.refusal = refusal;
    }

    @Override
    public void run() {
        if (decided.compareAndSet(false, true)) {
            task.run();
        }
    }

    void refused(Throwable reason) {
        if (decided.compareAndSet(false, true)) {
            refusal.accept(reason);
        }
    }

    @Override
    public void workRejected(WorkEvent event) {
        refused(event.getException());
    }

    /** Without a run, if the server could not prepare it. */
    @Override
    public void workCompleted(WorkEvent event) {
        refused(event.getException());
    }

    @Override
    public void release() {
        // beans end when their activation does
    }
}
