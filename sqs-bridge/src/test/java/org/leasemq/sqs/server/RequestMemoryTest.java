package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.sqs.call.AnswerSize;

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

    @Test
    void answersWithoutMessagesLeaveRoomToOthers() {
        RequestMemory.Share one = memory.share();
        RequestMemory.Share other = memory.share();
        assertTrue(one.takeForList(75));
        assertFalse(other.takeForList(1), "more than a quarter");
        assertTrue(other.takeForAnswer(1), "one with messages");
        assertTrue(one.made(25));
        assertTrue(memory.share().takeForList(50));
        one.end();
        assertTrue(memory.share().takeForList(25));
        assertFalse(memory.share().takeForList(1));
    }

    @Test
    void anAnswerTakesWhatItTurnsOutToHave() {
        RequestMemory large = new RequestMemory(new MemoryAccount(8 * AnswerSize.SMALL).share());
        RequestMemory.Share one = large.share();
        RequestMemory.Share other = large.share();
        assertTrue(one.made(AnswerSize.SMALL + 1));
        assertFalse(other.made(AnswerSize.SMALL + 1), "lists would have more than a quarter");
        assertTrue(other.made(AnswerSize.SMALL), "a small one is a part of its request");
        assertEquals(AnswerSize.SMALL, large.taken());
        one.end();
        other.end();
        assertEquals(0, large.taken());
        RequestMemory.Share next = large.share();
        assertTrue(next.takeForAnswer(10) && next.made(8 * AnswerSize.SMALL), "the only one");
        assertFalse(large.share().takeForAnswer(1));
    }

    @Test
    void thoseThatComeSlowlyLeaveRoomToOthers() {
        RequestMemory.Share slow = memory.share();
        RequestMemory.Share other = memory.share();
        assertTrue(slow.take(40) && slow.enter(RequestMemory.Stage.COMING));
        assertFalse(slow.take(11), "more than half");
        assertTrue(other.take(20));
        assertFalse(other.enter(RequestMemory.Stage.COMING));
        assertFalse(other.enter(RequestMemory.Stage.UNWANTED));
        assertTrue(slow.enter(RequestMemory.Stage.WHOLE) && slow.take(11), "it has been read");
        assertTrue(other.enter(RequestMemory.Stage.COMING));
        other.end();
        assertFalse(other.take(1), "nobody would give it back");
        slow.end();
        assertEquals(0, memory.taken());
    }
}
