package org.leasemq.engine.local.runtime;

import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.leasemq.engine.TimeSource;

/**
 * What the engine takes from the world: time, randomness and threads. {@link ThreadedEnvironment} is the usual one; tests
 * advance time by hand, and the simulation decides on everything from a seed.
 */
public interface Environment extends AutoCloseable {

    /** The only source of dates, and of how much time has passed. */
    TimeSource clock();

    /** The only source of randomness. Used under the engine's lock. */
    RandomGenerator random();

    /**
     * Runs a group commit soon, on a thread that may wait for the disk and does nothing else. Tasks run one after the other.
     *
     * @param task must not throw
     */
    void execute(Runnable task);

    /**
     * Runs a chore soon, on a thread of its own that may wait for the disk: judging, removing, reclaiming. Chores run one after
     * the other, and none holds up a group commit; a long one does a part, and gives the rest as a new one.
     *
     * @param chore must not throw
     */
    void executeAside(Runnable chore);

    /**
     * Calls the alarm once so much time has passed, on a thread that does nothing else, whatever the wall clock shows. There is
     * one alarm: setting it again replaces it.
     *
     * @param moment when, in {@link TimeSource#elapsedMillis milliseconds that have passed}; {@link Long#MAX_VALUE} for never
     * @param alarm what to call; must not throw, must not wait
     */
    void setAlarm(long moment, Runnable alarm);

    /**
     * Gives way to other threads for some microseconds at most, until a condition holds.
     *
     * @return whether it holds
     */
    boolean pauseUntil(BooleanSupplier condition);

    /** Ends the threads, after the tasks and chores that were given. */
    @Override
    void close();
}
