package org.leasemq.ra.inbound;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Until when what is about to end is waited for, whatever interrupts that. */
public final class Deadline {
    private final long end;

    public Deadline(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
    }

    /** Whether it has ended in time. */
    boolean await(CountDownLatch latch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
