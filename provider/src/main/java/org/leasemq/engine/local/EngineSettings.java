package org.leasemq.engine.local;

import java.time.Duration;
import java.util.Map;
import org.leasemq.engine.Filter;
import org.leasemq.engine.FilterLanguage;

/**
 * How a local engine uses its resources.
 *
 * @param memoryBudget bytes of message content kept in memory; above it contents stay in the store only
 * @param backgroundDelay how long a change that nobody waits for may wait for others before it is made durable
 * @param deduplicationInterval how long a FIFO queue remembers deduplication ids
 * @param reclaiming when space is given back
 * @param filters the languages in which {@link Filter}s can be written, by name
 */
public record EngineSettings(
        long memoryBudget,
        Duration backgroundDelay,
        Duration deduplicationInterval,
        Reclaiming reclaiming,
        Map<String, FilterLanguage> filters) {

    public EngineSettings {
        filters = Map.copyOf(filters);
    }

    /**
     * When the space of dead messages is given back.
     *
     * @param toleratedBytes so much may lie dead in any case
     * @param writesBetweenLooks after so many writes it is looked at
     */
    public record Reclaiming(long toleratedBytes, int writesBetweenLooks) {
        /** 64 MB, after 64 writes. */
        public static final Reclaiming USUAL = new Reclaiming(64L << 20, 64);
    }

    /** A quarter of the heap for contents, 2 ms in the background, 5 minutes of deduplication, no filters. */
    public static EngineSettings defaults() {
        return new EngineSettings(
                Runtime.getRuntime().maxMemory() / 4,
                Duration.ofMillis(2),
                Duration.ofMinutes(5),
                Reclaiming.USUAL,
                Map.of());
    }

    public EngineSettings withMemoryBudget(long value) {
        return new EngineSettings(value, backgroundDelay, deduplicationInterval, reclaiming, filters);
    }

    public EngineSettings withFilters(Map<String, FilterLanguage> value) {
        return new EngineSettings(memoryBudget, backgroundDelay, deduplicationInterval, reclaiming, value);
    }
}
