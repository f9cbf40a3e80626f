package org.leasemq.sqs.action;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the answers to requests that became durable together on one thread, one after the other, while the next ones are being
 * written. Safe for use by several threads.
 */
final class Outbox {
    private final ConcurrentLinkedQueue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Executor executor;

    Outbox(Executor executor) {
        this.executor = executor;
    }

    void add(Runnable answer) {
        answers.add(answer);
        if (running.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        do {
            try {
                for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
                    answer.run();
                }
            } finally {
                running.set(false);
            }
        } while (!answers.isEmpty() && running.compareAndSet(false, true));
    }
}
