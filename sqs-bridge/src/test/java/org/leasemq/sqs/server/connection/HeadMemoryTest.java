package org.leasemq.sqs.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

class HeadMemoryTest {
    private final MemoryShare share = new MemoryAccount(4 * 20_000).share();
    private final HeadMemory head = new HeadMemory(new ConnectionMemory(share));

    @AfterEach
    void close() {
        share.close();
    }

    private long used() {
        return share.used(Use.CONNECTIONS);
    }

    @Test
    void smallHeadsAreCountedWithTheirConnection() {
        assertTrue(head.addField());
        assertTrue(head.add(1000));
        assertEquals(0, used());
    }

    @Test
    void whatIsKeptOfTheLargestIsCountedUntilTheConnectionEnds() {
        assertTrue(head.add(3000));
        assertTrue(head.add(1024));
        assertEquals(9000, used());
        head.headEnds();
        assertEquals(6000, used());
        assertTrue(head.add(1500));
        head.headEnds();
        assertEquals(6000, used());
        head.end();
        assertEquals(0, used());
    }

    @Test
    void fieldsCountWhileTheHeadIsOnItsWay() {
        for (int i = 0; i < 30; i++) {
            assertTrue(head.addField());
        }
        assertTrue(head.add(900));
        assertEquals(6 * 128, used());
        head.headEnds();
        assertEquals(0, used());
    }

    @Test
    void thereIsAnEndToIt() {
        assertTrue(head.add(7000));
        assertFalse(head.add(1000));
        assertEquals((7000 - 1024) * 3, used());
        head.end();
        assertFalse(head.add(1));
        assertEquals(0, used());
    }
}
