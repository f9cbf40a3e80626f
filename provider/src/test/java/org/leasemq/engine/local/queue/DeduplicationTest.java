package org.leasemq.engine.local.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

class DeduplicationTest {
    private final SettableClock clock = new SettableClock();
    private final Moments time = new EngineTime(
            new ManualEnvironment(clock, RandomGeneratorFactory.getDefault().create(1)), new EngineLock());
    private final MemoryShare memory = new MemoryAccount(1 << 20).share();
    private final Deduplication deduplication =
            new Deduplication(time, new EngineMemory(memory), Duration.ofMinutes(5));

    private void add(String key, long until) {
        deduplication.add(new Deduplication.Known(key, new UUID(0, 1), 1, until));
    }

    @Test
    void aKeyIsKnownUntilItsTimeEnds() {
        add("a", 10);
        assertEquals("a", deduplication.find("a", 9).key);
        assertNull(deduplication.find("a", 10));
    }

    @Test
    void aKeyThatStandsBehindALaterOneEndsInTimeAllTheSame() {
        add("late", 20);
        add("early", 10);
        assertNull(deduplication.find("early", 10));
        assertEquals("late", deduplication.find("late", 10).key);
    }

    @Test
    void whatIsForgottenTakesNoMemoryAlsoWhenNobodyAsks() {
        long now = time.elapsed();
        add("a", now);
        add("b", now + 3000);
        time.timers().poll(now).action().run();
        assertEquals(Footprint.ofDeduplication("b"), memory.used(Use.DEDUPLICATION));
        deduplication.clear();
        assertEquals(0, memory.used(Use.DEDUPLICATION));
    }
}
