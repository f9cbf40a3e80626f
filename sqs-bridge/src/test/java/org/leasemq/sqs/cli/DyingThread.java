package org.leasemq.sqs.cli;

import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.leasemq.log.Logs;

/** A process in which a thread dies, for {@link VitalThreadsTest}. */
final class DyingThread {
    private static final System.Logger LOG = Logs.of(DyingThread.class);
    private static volatile Object[] kept;

    private DyingThread() {}

    public static void main(String[] arguments) throws Exception {
        VitalThreads.watch();
        switch (arguments[0]) {
            case "alone" -> new Thread(DyingThread::fillTheHeap, "victim").start();
            case "of-the-http-library" -> {
                QueuedThreadPool threads = new QueuedThreadPool();
                threads.start();
                threads.execute(DyingThread::fillTheHeap);
            }
            case "with-nothing-left" -> new Thread(DyingThread::fillToTheLastByte, "victim").start();
            case "that-logs" ->
                new Thread(
                                () -> {
                                    try {
                                        fillToTheLastByte();
                                    } catch (OutOfMemoryError e) {
                                        LOG.log(System.Logger.Level.ERROR, "never to be read", e);
                                    }
                                },
                                "victim")
                        .start();
            case "that-is-told-to-end" -> {
                CountDownLatch begun = new CountDownLatch(1);
                VitalThreads.requireEnd(begun, new CountDownLatch(1), 1);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    begun.countDown();
                    await();
                }));
                System.exit(0);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        await();
    }

    private static void fillTheHeap() {
        byte[][] garbage = new byte[1 << 10][];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = new byte[1 << 20];
        }
    }

    /** And keeps it. */
    private static void fillToTheLastByte() {
        for (int size = 1 << 20; ; ) {
            try {
                Object[] next = new Object[size];
                next[0] = kept;
                kept = next;
            } catch (OutOfMemoryError e) {
                if (size == 1) {
                    throw e;
                }
                size /= 2;
            }
        }
    }

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
