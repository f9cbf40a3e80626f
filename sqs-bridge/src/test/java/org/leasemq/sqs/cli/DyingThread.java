package org.leasemq.sqs.cli;

import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A process in which a thread dies, for {@link VitalThreadsTest}. */
final class DyingThread {
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

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
