package org.leasemq.ra;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Timer;
import java.util.concurrent.ExecutorService;

/** What an adapter gets from an application server when it starts: threads from a pool. */
public class ServerPool implements BootstrapContext, AutoCloseable {
    private final ExecutorService threads;

    public ServerPool(ExecutorService threads) {
        this.threads = threads;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public WorkManager getWorkManager() {
        return new Manager(threads);
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException("no imported transactions here");
    }

    @Override
    public Timer createTimer() {
        return new Timer("server-timer", true);
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return true;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        throw new UnsupportedOperationException("no registry here");
    }

    /** Each time it is asked for there is another one, as in some servers; they are equal. */
    private record Manager(ExecutorService threads) implements WorkManager {
        @Override
        public void doWork(Work work) {
            work.run();
        }

        @Override
        public void doWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
            work.run();
        }

        @Override
        public long startWork(Work work) {
            threads.execute(work);
            return 0;
        }

        @Override
        public long startWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
            return startWork(work);
        }

        @Override
        public void scheduleWork(Work work) {
            scheduleWork(work, INDEFINITE, null, new WorkAdapter());
        }

        @Override
        public void scheduleWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
            threads.execute(new Scheduled(work, listener));
        }
    }

    /** What the pool is given to execute: work, and who is told what becomes of it. */
    record Scheduled(Work work, WorkListener listener) implements Runnable {
        @Override
        public void run() {
            listener.workStarted(event(WorkEvent.WORK_STARTED, null));
            work.run();
            listener.workCompleted(event(WorkEvent.WORK_COMPLETED, null));
        }

        WorkEvent event(int type, WorkException reason) {
            return new WorkEvent(this, type, work, reason);
        }
    }
}
