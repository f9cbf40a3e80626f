package org.leasemq.samples.benchmark;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Which messages have come: each must come once, and nothing else. Thread-safe. */
final class Arrivals {
    private static final long PATIENCE_SECONDS = 120;

    private final AtomicIntegerArray times;
    private final AtomicInteger missing;
    private final CountDownLatch complete = new CountDownLatch(1);
    private volatile long completedAt;

    /** Expects the messages numbered 0 to {@code messages - 1}. */
    Arrivals(int messages) {
        times = new AtomicIntegerArray(messages);
        missing = new AtomicInteger(messages);
    }

    void add(int number) {
        if (times.getAndIncrement(number) == 0 && missing.decrementAndGet() == 0) {
            completedAt = System.nanoTime();
            complete.countDown();
        }
    }

    /**
     * Waits for the last message.
     *
     * @return the {@link System#nanoTime} at which it came
     * @throws IllegalStateException if messages are missing for two minutes
     */
    long awaitAll() throws InterruptedException {
        if (!complete.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.get() + " of " + times.length() + " messages did not arrive within "
                    + PATIENCE_SECONDS + " s; the first missing one is number " + first(0));
        }
        return completedAt;
    }

    /** Fails if a message came more than once. To be called when nothing can come any more. */
    void checkNoneTwice() {
        for (int number = 0; number < times.length(); number++) {
            if (times.get(number) != 1) {
                throw new IllegalStateException(
                        "Message number " + number + " of " + times.length() + " came " + times.get(number) + " times");
            }
        }
    }

    private int first(int count) {
        int number = 0;
        while (number < times.length() && times.get(number) != count) {
            number++;
        }
        return number;
    }
}
