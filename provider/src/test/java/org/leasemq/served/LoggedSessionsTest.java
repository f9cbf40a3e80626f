package org.leasemq.served;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.log.CapturedLog;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** Whoever opens sessions and leaves them does not fill the log, nor write in it what he likes. */
class LoggedSessionsTest {
    private final SettableClock clock = new SettableClock();
    private final LocalEngine engine = LocalEngine.open(
            new FakeStore(new Disk(), clock),
            EngineSettings.defaults(),
            new ManualEnvironment(
                    clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1)));
    private final List<Runnable> watches = new ArrayList<>();
    private final ServedEngine served = new ServedEngine(
            engine,
            Runnable::run,
            clock,
            (millis, action) -> {
                watches.add(action);
                return () -> watches.remove(action);
            },
            ServedEngine.Limits.USUAL,
            MemoryAccount.ofThisProcess().share());

    @AfterEach
    void close() {
        served.close();
        engine.close();
    }

    private void leave(int sessions) {
        for (int i = 0; i < sessions; i++) {
            served.connection((HeardAtOnce) frame -> {}).frame(FrameType.HELLO, Said.hello(UUID.randomUUID(), false));
        }
        clock.advance(Duration.ofSeconds(2));
        List.copyOf(watches).forEach(Runnable::run);
        assertEquals(0, served.sessions());
    }

    @Test
    void manyThatEndAreOneLine() {
        try (CapturedLog log = new CapturedLog(ServedEngine.class.getName())) {
            leave(1000);
            assertEquals(1, log.records().size());
            clock.advance(Duration.ofSeconds(10));
            leave(1);
            assertEquals(2, log.records().size());
            String line = log.records().get(1).getMessage();
            assertTrue(line.contains("999 more"), line);
        }
    }

    @Test
    void whatAClientSaysOfItselfIsShortAndStandsInQuotes() {
        UUID id = UUID.fromString("3f6b02c1-0000-4000-8000-000000000000");
        assertEquals("Session 3f6b02c1 of 'shop.jar'", new SessionName(id, "shop.jar").toString());
        assertEquals(
                "Session 3f6b02c1 of 'x? has been ended: by ?root'",
                new SessionName(id, "x' has been ended: by 'root").toString());
        String even = new SessionName(id, "😀".repeat(500)).toString();
        assertTrue(even.length() < 130, even);
        String odd = new SessionName(id, "x" + "😀".repeat(500)).toString();
        assertTrue(odd.endsWith("😀…'"), odd);
        assertFalse(odd.contains("?"), odd);
    }
}
