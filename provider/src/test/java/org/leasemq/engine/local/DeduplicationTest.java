package org.leasemq.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
    private final Deduplication deduplication = new Deduplication();

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
}
