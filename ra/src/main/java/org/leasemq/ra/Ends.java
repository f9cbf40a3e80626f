package org.leasemq.ra;

import java.util.concurrent.CountDownLatch;

/** Waits for what is about to end, whatever interrupts that. */
final class Ends {
    private Ends() {}

    static void await(CountDownLatch end) {
        boolean interrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
