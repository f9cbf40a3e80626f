package org.leasemq.engine.local;

import java.time.Duration;

/**
 * How a local engine uses its resources.
 *
 * @param memoryBudget bytes of message content kept in memory; above it contents stay in the store only
 * @param backgroundDelay how long a change that nobody waits for may wait for others before it is made durable
 * @param deduplicationInterval how long a FIFO queue remembers deduplication ids
 */
public record EngineSettings(long memoryBudget, Duration backgroundDelay, Duration deduplicationInterval) {

    /** A quarter of the heap for contents, 2 ms in the background, 5 minutes of deduplication. */
    public static EngineSettings defaults() {
        return new EngineSettings(Runtime.getRuntime().maxMemory() / 4, Duration.ofMillis(2), Duration.ofMinutes(5));
    }

    public EngineSettings withMemoryBudget(long value) {
        return new EngineSettings(value, backgroundDelay, deduplicationInterval);
    }
}
