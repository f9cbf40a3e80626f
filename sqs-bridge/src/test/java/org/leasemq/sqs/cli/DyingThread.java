package org.leasemq.sqs.cli;

import java.util.ArrayList;
import java.util.List;
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
        List<byte[]> garbage = new ArrayList<>();
        while (true) {
            garbage.add(new byte[1 << 20]);
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
