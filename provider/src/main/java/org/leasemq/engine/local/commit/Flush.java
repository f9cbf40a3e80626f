package org.leasemq.engine.local.commit;

import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.local.runtime.Timers;

/** When what is in line is written though nobody waits for it. Guarded by the engine's lock. */
final class Flush {
    /** So long it is left to who has asked for something whether he waits for it. */
    private static final long UNDECIDED_MILLIS = 50;

    private static final long RETRY_MILLIS = 1000;

    private final EngineTime time;
    private final long backgroundMillis;
    private final Runnable write;
    private Timers.Timer timer;
    /** Whether the time that is set is for what somebody may still wait for. */
    private boolean undecided;

    /** @param write begins to write; does nothing if there is nothing */
    Flush(EngineTime time, long backgroundMillis, Runnable write) {
        this.time = time;
        this.backgroundMillis = backgroundMillis;
        this.write = write;
    }

    /**
     * Something is in line.
     *
     * @param background whether nobody waits for it; otherwise nobody has said yet
     */
    void within(boolean background) {
        if (background && undecided && timer != null) {
            timer.cancel();
            timer = null;
        }
        in(background ? backgroundMillis : Math.max(backgroundMillis, UNDECIDED_MILLIS), !background);
    }

    /** What is in line has been refused, and is to be tried again. */
    void retry() {
        in(RETRY_MILLIS, false);
    }

    /** A time that is set stays. */
    private void in(long millis, boolean open) {
        if (timer == null) {
            undecided = open;
            timer = time.timers().schedule(time.elapsed() + millis, () -> {
                timer = null;
                write.run();
            });
        }
    }
}
