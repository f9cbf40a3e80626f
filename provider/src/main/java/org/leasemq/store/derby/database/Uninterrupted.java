package org.leasemq.store.derby.database;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.leasemq.store.derby.failure.Failures;

/**
 * Takes an interrupt away while Derby works, since it would close Derby's files, and puts it back afterwards. One that
 * comes meanwhile makes Derby give up a connection when it scans a table; what was to be done is done again then, for it
 * is the work of others too.
 */
public final class Uninterrupted implements AutoCloseable {
    private boolean interrupted = Thread.interrupted();

    /** What can be done again after it failed. */
    public interface Step<T> {
        T run() throws SQLException;
    }

    /** A step without a result. */
    public interface Action {
        void run() throws SQLException;
    }

    /** Whether it was an interrupt that made Derby fail; it is taken away. */
    public boolean broke(SQLException e) {
        interrupted |= Thread.interrupted();
        return Failures.isInterrupt(e);
    }

    /** Does something, and again where no interrupt reaches it if one broke it. */
    public <T> T insist(Step<T> step) throws SQLException {
        try {
            return step.run();
        } catch (SQLException e) {
            if (!broke(e)) {
                throw e;
            }
            return undisturbed(step);
        }
    }

    /** Does something on a thread that nobody can interrupt. No lock of the caller's may be taken by it. */
    public <T> T undisturbed(Step<T> step) throws SQLException {
        FutureTask<T> task = new FutureTask<>(step::run);
        Thread thread = new Thread(task, "leasemq-store");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                return task.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw unwrapped(e.getCause());
            }
        }
    }

    /** As {@link #undisturbed}, for what throws no such exception. */
    public <T> T undisturbedly(Supplier<T> work) {
        try {
            return undisturbed(work::get);
        } catch (SQLException e) {
            throw new IllegalStateException(e); // it throws none
        }
    }

    /** As {@link #undisturbed(Step)}, for what has no result. */
    public void undisturbed(Action action) throws SQLException {
        undisturbed(() -> {
            action.run();
            return null;
        });
    }

    private static SQLException unwrapped(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return sql;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    @Override
    public void close() {
        DerbyEngine.leaveThread();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
