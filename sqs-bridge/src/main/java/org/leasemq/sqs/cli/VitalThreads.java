package org.leasemq.sqs.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.leasemq.log.Logs;

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
    /** Not 0 from when it ends. A boolean would have its first change linked, for which there may be no memory. */
    private static final AtomicInteger ENDING = new AtomicInteger();

    /** For the last words to be said, which may have to wait for whoever reads them. */
    private static final long LAST_SECONDS = 5;

    private static final byte[] BEFORE = "leasemq: Thread ".getBytes(US_ASCII);
    private static final byte[] BEHIND = (" died of java.lang.OutOfMemoryError. The process ends with status " + STATUS
                    + ", since it cannot go on; the store is intact. Start it again, with more heap if this comes again.\n")
            .getBytes(US_ASCII);
    private static final int LONGEST_NAME = 200;
    private static final byte[] LINE = new byte[BEFORE.length + LONGEST_NAME + BEHIND.length];
    private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);
    private static final CountDownLatch ENDS = new CountDownLatch(1);

    /** Given up to have room for the last words. */
    @SuppressWarnings("unused")
    private static volatile byte[] reserve = new byte[256 << 10];

    private VitalThreads() {}

    /** From now on the process ends when one of them does. */
    static void watch() {
        prepare();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            try {
                ended(thread, error);
            } catch (OutOfMemoryError e) {
                endWithoutMemory(thread); // there was none for saying more
            }
        });
        Logger.getLogger("").addHandler(new Errors());
        Logs.whenOutOfMemory(() -> endWithoutMemory(Thread.currentThread()));
        Thread guard = new Thread(VitalThreads::haltSoon, "leasemq-last");
        guard.setDaemon(true);
        guard.start();
    }

    private static void ended(Thread thread, Throwable error) {
        if (error instanceof OutOfMemoryError) {
            endWithoutMemory(thread);
        } else if (error instanceof Error) {
            end("Thread " + thread.getName() + " died of " + error, error);
        } else {
            Logger.getLogger(VitalThreads.class.getName())
                    .log(Level.WARNING, "Thread " + thread.getName() + " ended", error);
        }
    }

    /** Has everything loaded that the end needs: a class takes memory when it is first used. */
    private static void prepare() {
        try {
            fill("");
            ERR.write(LINE, 0, 0);
            Thread hook = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IOException e) {
            Logger.getLogger(VitalThreads.class.getName()).log(Level.FINE, "There is no standard error", e);
        }
    }

    /** Whatever holds up the last words, such as a console that nobody reads. */
    private static void haltSoon() {
        try {
            ENDS.await();
            new CountDownLatch(1).await(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
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

    /**
     * Ends the process for want of memory, for which there must be no need of any: nothing here makes an object, and what is
     * written goes to the operating system as it is.
     */
    private static void endWithoutMemory(Thread thread) {
        if (!ENDING.compareAndSet(0, 1)) {
            return;
        }
        try {
            ENDS.countDown();
            ERR.write(LINE, 0, fill(thread.getName()));
        } catch (IOException e) {
            reserve = null; // who reads it has gone
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    private static int fill(String name) {
        int length = BEFORE.length;
        System.arraycopy(BEFORE, 0, LINE, 0, length);
        for (int i = 0; i < name.length() && i < LONGEST_NAME; i++) {
            LINE[length++] = (byte) name.charAt(i);
        }
        System.arraycopy(BEHIND, 0, LINE, length, BEHIND.length);
        return length + BEHIND.length;
    }

    /** Says why, and ends the process at once: no hook runs, since those may wait for what has died. */
    static void end(String why, Throwable cause) {
        if (!ENDING.compareAndSet(0, 1)) {
            return;
        }
        reserve = null;
        try {
            ENDS.countDown();
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
                if (error instanceof OutOfMemoryError) {
                    endWithoutMemory(Thread.currentThread());
                }
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
