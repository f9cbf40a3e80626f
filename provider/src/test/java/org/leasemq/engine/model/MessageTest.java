package org.leasemq.engine.model;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final UUID ID = new UUID(1, 2);

    private final Message message = Message.of(Body.text("äb"))
            .withAttributes(Map.of("name", Attribute.string("value"), "AWS.x", Attribute.string("y")));

    @Test
    void delayAndLifeRunFromTheMomentOfSending() {
        Message accepted =
                message.delayedBy(ofSeconds(2)).expiringAfter(ofSeconds(5)).accepted(ID, 1_000, 2_000, null);
        assertEquals(3_000, accepted.visibleAt());
        assertEquals(6_000, accepted.expiresAt());
    }

    @Test
    void whatIsToldNothingIsVisibleAtOnceAndLivesForEver() {
        assertEquals(Message.QUEUES_DELAY, message.delay());
        assertEquals(
                Message.QUEUES_DELAY,
                message.delayedBy(ofSeconds(1)).delayedBy(null).delay());
        Message accepted = message.accepted(ID, 1_000, 0, null);
        assertEquals(1_000, accepted.visibleAt());
        assertEquals(0, accepted.expiresAt());
        assertEquals(0, message.expiringAfter(ofSeconds(1)).expiringAfter(null).life());
        assertEquals(0, message.expiringAfter(Duration.ZERO).life());
    }

    @Test
    void centuriesAreForEver() {
        long century = ofDays(36_500).toMillis();
        assertEquals(century, message.expiringAfter(ofDays(36_500)).life());
        assertEquals(0, message.expiringAfter(ofMillis(century + 1)).life());
        assertEquals(
                0,
                message.expiringAfter(ofMillis(Long.MAX_VALUE))
                        .accepted(ID, 1_000, 0, null)
                        .expiresAt());
        assertEquals(
                0, message.expiringAfter(ofDays(Integer.MAX_VALUE * 1_000L)).life());
    }

    /** Rather than never, or the queue's default. */
    @Test
    void theLeastOfTimesIsAMillisecond() {
        assertEquals(1, message.expiringAfter(Duration.ofNanos(1)).life());
        assertEquals(-1, message.expiringAfter(Duration.ofNanos(-1)).life());
        assertEquals(0, message.delayedBy(Duration.ofNanos(1)).delay());
        assertThrows(IllegalArgumentException.class, () -> message.delayedBy(Duration.ofNanos(-1)));
    }

    @Test
    void aDelayThatIsTooLongIsForTheEngineToRefuse() {
        assertEquals(
                Long.MAX_VALUE,
                message.delayedBy(ofDays(Integer.MAX_VALUE * 1_000L)).delay());
    }

    @Test
    void onlyTheEngineKnowsWhereAMessageComesFrom() {
        Message accepted = message.from("client")
                .inGroup("g")
                .withPriority(7)
                .persistent(false)
                .accepted(ID, 5, 0, "d");
        assertNull(accepted.origin());
        assertEquals(ID, accepted.id());
        assertEquals("d", accepted.deduplicationId());
        assertEquals("g", accepted.groupId());
        assertEquals(7, accepted.priority());
        assertEquals(false, accepted.persistent());
        assertSame(message.body(), accepted.body());
    }

    @Test
    void theSizeIsThatOfTheBodyAndOfSendersAttributes() {
        assertEquals(3 + "name".length() + "String".length() + "value".length(), message.size());
    }

    @Test
    void withoutItsContentAMessageTakesNothing() {
        Message bare =
                message.expiringAfter(ofSeconds(5)).accepted(ID, 1_000, 0, null).withoutContent();
        assertEquals(0, bare.size());
        assertEquals(Map.of(), bare.attributes());
        assertEquals(6_000, bare.expiresAt());
        assertEquals(ID, bare.id());
    }
}
