package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory(100);

    @Test
    void whatDoesNotFitIsNotTaken() {
        RequestMemory.Share one = memory.share();
        RequestMemory.Share other = memory.share();
        assertTrue(one.take(60));
        assertFalse(other.take(41));
        assertTrue(other.take(40));
        assertEquals(100, memory.taken());
        one.giveBack();
        one.giveBack();
        assertEquals(40, memory.taken());
    }
}
