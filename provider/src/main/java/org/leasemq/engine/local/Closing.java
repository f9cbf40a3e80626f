package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.queue.Waiter;
import org.leasemq.engine.local.recovery.ExactCounts;
import org.leasemq.engine.local.runtime.Environment;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.store.Store;

/** How an engine ends. */
final class Closing {
    private static final System.Logger LOG = Logs.of(LocalEngine.class);

    private Closing() {}

    /** What is going on ends, the true counts are stored, then threads and store are closed; once. */
    static void inOrder(Kernel kernel, Clients clients) {
        boolean stopped = kernel.locked(() -> stop(kernel));
        if (!stopped) {
            return;
        }
        try {
            storeExactCounts(kernel, clients);
            kernel.environment().close();
        } finally {
            kernel.memory().close();
            kernel.store().close();
        }
    }

    /** An engine that could not be opened leaves nothing behind. */
    static void afterFailure(Store store, Environment environment, Throwable cause) {
        quietly(environment::close, cause);
        quietly(store::close, cause);
    }

    /** False if somebody else closes it. */
    private static boolean stop(Kernel kernel) {
        if (kernel.life().isClosing()) {
            return false;
        }
        kernel.life().close();
        kernel.queues().waiting().forEach(Waiter::giveUp);
        return true;
    }

    private static void storeExactCounts(Kernel kernel, Clients clients) {
        try {
            ExactCounts last = new ExactCounts(kernel);
            kernel.locked(() -> {
                clients.closeOwners();
                kernel.dispatch();
                kernel.notices().tellAll();
                kernel.commit().submit(last);
                return last;
            });
            last.await();
        } catch (EngineException e) {
            LOG.log(Level.WARNING, "Closing without having stored everything: " + e.getMessage(), e);
        }
    }

    private static void quietly(Runnable close, Throwable cause) {
        try {
            close.run();
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
        }
    }
}
