package org.leasemq.served;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** As many sessions as there is memory for, and one more. */
class ManySessionsTest {
    private static final int MANY = 100_000;
    /** An eighth of the memory is for sessions, at 2 KB each. */
    private static final MemoryAccount ACCOUNT = new MemoryAccount(8L * 2048 * MANY);

    private final SettableClock clock = new SettableClock();
    private final LocalEngine engine = LocalEngine.open(
            new FakeStore(new Disk(), clock),
            EngineSettings.within(ACCOUNT),
            new ManualEnvironment(
                    clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1)));
    private final MemoryShare memory = ACCOUNT.share();
    private final List<FrameType> heard = new ArrayList<>();
    private final ServedEngine served = new ServedEngine(
            engine, Runnable::run, clock, (millis, action) -> () -> {}, ServedEngine.Limits.USUAL, memory);

    @AfterEach
    void close() {
        served.close();
        engine.close();
    }

    private final HeardAtOnce outlet = frame -> heard.add(FrameType.values()[frame[Integer.BYTES]]);

    private ServedConnection hello(int number) {
        WireOut out = new WireOut();
        out.writeInt(FrameType.VERSION);
        out.writeId(new UUID(1, number));
        out.writeText("one of many");
        out.writeBoolean(false);
        out.writeLong(1000);
        ServedConnection connection = served.connection(outlet);
        connection.frame(FrameType.HELLO, new WireIn(out.toBytes()));
        return connection;
    }

    @Test
    void thereAreSoManyAndNoMoreUntilOneEnds() {
        List<ServedConnection> open = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            open.add(hello(i));
        }
        assertEquals(MANY, served.sessions());
        assertEquals(2048L * MANY, memory.used(Use.CONNECTIONS));
        NotServedException refusal = assertThrows(NotServedException.class, () -> hello(MANY));
        assertTrue(refusal.getMessage().startsWith("there are " + MANY + " sessions"), refusal.getMessage());

        open.get(7).frame(FrameType.BYE, new WireIn(new byte[0]));
        hello(MANY);
        served.close();
        assertEquals(0, memory.used(Use.CONNECTIONS));
        assertTrue(heard.stream().allMatch(type -> type == FrameType.WELCOME));
    }
}
