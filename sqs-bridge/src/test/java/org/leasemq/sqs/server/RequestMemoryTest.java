package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.leasemq.engine.MemoryAccount;

class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory(new MemoryAccount(300).share());

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

    @Test
    void anAnswerTakesWhatItMayTakeUntilItIsMade() {
        RequestMemory.Share one = memory.share();
        RequestMemory.Share other = memory.share();
        assertTrue(one.takeForAnswer(1000), "the only one has its turn");
        assertFalse(other.takeForAnswer(10));
        one.made(100);
        assertTrue(other.takeForAnswer(10));
        one.end();
        assertFalse(one.takeForAnswer(1), "nobody would give it back");
    }
}
