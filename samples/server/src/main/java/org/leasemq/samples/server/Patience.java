package org.leasemq.samples.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long something is waited for.
 *
 * @param limit afterwards it is given up
 */
public record Patience(Duration limit) {
    private static final long PAUSE_MILLIS = 100;

    /** What is to become so. */
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** What is the matter. */
    public interface State {
        String text() throws InterruptedException;
    }

    /** Returns when the condition holds, and throws what the state is if it does not in time. */
    public void await(Condition condition, State state) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("It takes too long: " + state.text());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
