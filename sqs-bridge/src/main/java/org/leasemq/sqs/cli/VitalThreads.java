package org.leasemq.sqs.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Ends the process when something befalls a thread without which it cannot go on: one that accepts or reads connections, one of
 * the engine, a timer. A process that is half alive helps nobody, while the store is intact whenever the process ends. Errors
 * that a thread dies of are told by the virtual machine; those that libraries and the engine catch, by what they log.
 */
final class VitalThreads {
    /** As the virtual machine itself ends with {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int STATUS = 3;

    private static final String HTTP = "org.eclipse.jetty";
    private static final String OWN = "org.leasemq";
    private static final AtomicBoolean ENDING = new AtomicBoolean();

    /** Given up to have room for the last words. */
    @SuppressWarnings("unused")
    private static volatile byte[] reserve = new byte[256 << 10];

    private VitalThreads() {}

    /** From now on the process ends when one of them does. */
    static void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (error instanceof Error) {
                end("Thread " + thread.getName() + " died of " + error, error);
            } else {
                Logger.getLogger(VitalThreads.class.getName())
                        .log(Level.WARNING, "Thread " + thread.getName() + " ended", error);
            }
        });
        Logger.getLogger("").addHandler(new Errors());
    }

    /** Ends the process if something that was begun does not end in time; the thread that sees to it is there beforehand. */
    static void requireEnd(CountDownLatch begun, CountDownLatch ended, long seconds) {
        Thread guard = new Thread(
                () -> {
                    try {
                        begun.await();
                        if (!ended.await(seconds, TimeUnit.SECONDS)) {
                            end("Stopping has not ended within " + seconds + " seconds", null);
                        }
                    } catch (InterruptedException e) {
                        end("Nobody would see to it that the server stops", e);
                    }
                },
                "leasemq-end");
        guard.setDaemon(true);
        guard.start();
    }

    /** Says why, and ends the process at once: no hook runs, since those may wait for what has died. */
    static void end(String why, Throwable cause) {
        if (!ENDING.compareAndSet(false, true)) {
            return;
        }
        reserve = null;
        try {
            System.err.println("leasemq: " + why + ". The process ends with status " + STATUS
                    + ", since it cannot go on; the store is intact. Start it again.");
            if (cause != null) {
                cause.printStackTrace(System.err);
            }
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** Looks for errors in what is logged. */
    private static final class Errors extends Handler {

        @Override
        public void publish(LogRecord said) {
            Error error = errorIn(said.getThrown());
            String logger = said.getLoggerName();
            if (error == null || logger == null) {
                return;
            }
            boolean ofHttp = logger.startsWith(HTTP) && error instanceof VirtualMachineError;
            boolean ofEngine = logger.startsWith(OWN) && said.getLevel().intValue() >= Level.SEVERE.intValue();
            if (ofHttp || ofEngine) {
                end("Something befell thread " + Thread.currentThread().getName() + ": " + error, error);
            }
        }

        private static Error errorIn(Throwable thrown) {
            int depth = 0;
            for (Throwable next = thrown; next != null && depth < 20; next = next.getCause()) {
                if (next instanceof Error error) {
                    return error;
                }
                depth++;
            }
            return null;
        }

        @Override
        public void flush() {
            // nothing is kept
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
