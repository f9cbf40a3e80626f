package org.leasemq.embedded;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The context class loader that something is done with, whichever thread does it; the thread has its own again afterwards.
 *
 * @param loader may be null
 */
record ContextLoader(ClassLoader loader) {

    /** That of this library, for what lasts longer than the call that brings it about. */
    static ContextLoader own() {
        return new ContextLoader(ContextLoader.class.getClassLoader());
    }

    /** The caller's, for what is done on its behalf. */
    static ContextLoader ofCaller() {
        return new ContextLoader(Thread.currentThread().getContextClassLoader());
    }

    /** Threads that this starts keep none of the caller's protection domains either, nor their class loaders. */
    @SuppressWarnings("removal") // see DaemonThreads
    <T> T call(Supplier<T> task) {
        PrivilegedAction<T> action = task::get;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return AccessController.doPrivileged(action);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void run(Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Has an executor run tasks with this loader. */
    Executor within(Executor threads) {
        return task -> threads.execute(() -> run(task));
    }
}
