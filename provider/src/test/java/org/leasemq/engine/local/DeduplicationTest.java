package org.leasemq.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

class DeduplicationTest {
    private final SettableClock clock = new SettableClock();
    private final Kernel kernel = new Kernel(
            new ManualEnvironment(clock, RandomGeneratorFactory.getDefault().create(1)),
            EngineSettings.within(new MemoryAccount(1 << 20)),
            new FakeStore(new Disk(), clock));
    private final Deduplication deduplication = new Deduplication(kernel);

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
        long now = kernel.elapsed();
        add("a", now);
        add("b", now + 3000);
        kernel.timers.poll(now).action().run();
        assertEquals(Footprint.ofDeduplication("b"), kernel.memory.share().used(Use.DEDUPLICATION));
        deduplication.clear();
        assertEquals(0, kernel.memory.share().used(Use.DEDUPLICATION));
    }
}
