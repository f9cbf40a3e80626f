package org.leasemq.engine.local.runtime;

import java.time.Duration;
import java.util.Map;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.model.Filter;
import org.leasemq.memory.MemoryAccount;

/**
 * How a local engine uses its resources.
 *
 * @param memory counts what clients make grow
 * @param memoryBudget bytes of message content kept in memory; above it contents stay in the store only
 * @param subscriberBudget bytes that the messages of one non-durable subscription may take; it does not get what comes above
 * @param backgroundDelay how long a change that nobody waits for may wait for others before it is made durable
 * @param deduplicationInterval how long a FIFO queue remembers deduplication ids
 * @param longestAbsence for how long answers are remembered to clients elsewhere that were there before the engine was opened and
 *     have not been heard of since
 * @param reclaiming when space is given back
 * @param filters the languages in which {@link Filter}s can be written, by name
 */
public record EngineSettings(
        MemoryAccount memory,
        long memoryBudget,
        long subscriberBudget,
        Duration backgroundDelay,
        Duration deduplicationInterval,
        Duration longestAbsence,
        Reclaiming reclaiming,
        Map<String, FilterLanguage> filters) {
    private static final Duration USUAL_ABSENCE = Duration.ofHours(1);

    public EngineSettings {
        filters = Map.copyOf(filters);
    }

    /** With an hour of absence. */
    public EngineSettings(
            MemoryAccount memory,
            long memoryBudget,
            long subscriberBudget,
            Duration backgroundDelay,
            Duration deduplicationInterval,
            Reclaiming reclaiming,
            Map<String, FilterLanguage> filters) {
        this(
                memory,
                memoryBudget,
                subscriberBudget,
                backgroundDelay,
                deduplicationInterval,
                USUAL_ABSENCE,
                reclaiming,
                filters);
    }

    /** With an account of its own that is never used up, and all of the budget for each subscription. */
    public EngineSettings(
            long memoryBudget,
            Duration backgroundDelay,
            Duration deduplicationInterval,
            Reclaiming reclaiming,
            Map<String, FilterLanguage> filters) {
        this(
                new MemoryAccount(Long.MAX_VALUE / 2),
                memoryBudget,
                memoryBudget,
                backgroundDelay,
                deduplicationInterval,
                reclaiming,
                filters);
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

    /**
     * The account of this process, a third of it for contents, a quarter of that for a subscription, 2 ms in the background,
     * 5 minutes of deduplication, no filters.
     */
    public static EngineSettings defaults() {
        return within(MemoryAccount.ofThisProcess());
    }

    /** As {@link #defaults}, with another account. */
    public static EngineSettings within(MemoryAccount memory) {
        long budget = memory.limit() / 3;
        return new EngineSettings(
                memory, budget, budget / 4, Duration.ofMillis(2), Duration.ofMinutes(5), Reclaiming.USUAL, Map.of());
    }

    public EngineSettings withMemoryBudget(long value) {
        return new EngineSettings(
                memory,
                value,
                subscriberBudget,
                backgroundDelay,
                deduplicationInterval,
                longestAbsence,
                reclaiming,
                filters);
    }

    public EngineSettings withSubscriberBudget(long value) {
        return new EngineSettings(
                memory,
                memoryBudget,
                value,
                backgroundDelay,
                deduplicationInterval,
                longestAbsence,
                reclaiming,
                filters);
    }

    public EngineSettings withFilters(Map<String, FilterLanguage> value) {
        return new EngineSettings(
                memory,
                memoryBudget,
                subscriberBudget,
                backgroundDelay,
                deduplicationInterval,
                longestAbsence,
                reclaiming,
                value);
    }

    public EngineSettings withLongestAbsence(Duration value) {
        return new EngineSettings(
                memory,
                memoryBudget,
                subscriberBudget,
                backgroundDelay,
                deduplicationInterval,
                value,
                reclaiming,
                filters);
    }
}
