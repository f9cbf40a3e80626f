package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.FailingDisk;
import org.leasemq.sqs.signing.HandleKey;
import org.leasemq.sqs.signing.HandleKeys;
import org.leasemq.thread.DaemonThreads;

/** The key of receipt handles is made with the first, and kept with the queues as soon as it can be. */
class HandleKeysTest {
    private static final String HOME = "signing:handles";
    private static final byte[] CONTENT = {1, 2, 3};

    private final FailingDisk disk = new FailingDisk();
    private final EmbeddedEngines engines =
            new EmbeddedEngines(disk, new DaemonThreads("leasemq-test"), new SettableClock());
    private final ConnectionUrl url = ConnectionUrl.parse("leasemq:mem:" + UUID.randomUUID());
    private final EngineHandle handle = engines.open(url.place(), url.options());
    private final LeaseEngine engine = handle.engine();

    @AfterEach
    void close() {
        handle.close();
        engines.closeAll();
    }

    private static void assertSame(HandleKey one, HandleKey other) {
        assertArrayEquals(one.code(CONTENT), other.code(CONTENT));
    }

    @Test
    void itIsTheSameForAllOnOneEngineAndNotMadeByLooking() {
        HandleKeys keys = new HandleKeys(engine);
        assertFalse(Arrays.equals(
                keys.current().code(CONTENT), new HandleKeys(engine).current().code(CONTENT)));
        assertTrue(engine.findQueue(HOME).await().isEmpty());
        HandleKeys others = new HandleKeys(engine);
        HandleKey key = keys.ensure();
        assertSame(key, others.ensure());
        assertSame(key, others.current());
        assertSame(key, keys.current());
    }

    @Test
    void aDiskThatTakesNothingHoldsUpNoReceive() {
        HandleKeys keys = new HandleKeys(engine);
        disk.refuseWrites(true);
        HandleKey key = keys.ensure();
        assertSame(key, keys.current());
        assertTrue(engine.findQueue(HOME).await().isEmpty());
        disk.refuseWrites(false);
        assertSame(key, keys.ensure());
        assertSame(key, new HandleKeys(engine).current());
    }

    @Test
    void aQueueOfThatNameIsInNobodysWay() {
        engine.createQueue(HOME, QueueAttributes.standardQueue().withRetention(null))
                .await();
        HandleKey key = new HandleKeys(engine).ensure();
        assertSame(key, new HandleKeys(engine).current());
        assertEquals(1, engine.queues().size());
    }
}
