package org.leasemq.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;
import org.leasemq.simulation.Letter.Certainty;

/** What must be true whatever happens: the promises, on the smallest memory that can tell whether they are kept. */
final class Model {
    private final Map<String, Letter> letters = new LinkedHashMap<>();
    private final Map<String, Integer> maxReceives;
    private final Map<String, String> deadLetterQueues;
    private final Map<String, Long> deduplicated = new HashMap<>();
    private final long deduplicationInterval;

    Model(Map<String, Integer> maxReceives, Map<String, String> deadLetterQueues, long deduplicationInterval) {
        this.maxReceives = maxReceives;
        this.deadLetterQueues = deadLetterQueues;
        this.deduplicationInterval = deduplicationInterval;
    }

    List<Letter> letters() {
        return new ArrayList<>(letters.values());
    }

    Letter sending(String body, String queue, NewMessage message) {
        Letter letter = new Letter(body, queue, message);
        letters.put(body, letter);
        return letter;
    }

    /** What is published makes a letter for every queue that gets it. */
    Letter publishing(String queue, NewMessage message) {
        String body = message.body().asText();
        Letter letter = new Letter(body, queue, message);
        letters.put(queue + "/" + body, letter);
        return letter;
    }

    /**
     * The answer names the place in the first of the queues; it has the next number in the next one.
     *
     * @param number which of the queues the letter is in
     */
    void published(Letter letter, Sent sent, int number) {
        letter.sent = Certainty.YES;
        letter.receipt = new Sent(sent.id(), sent.sequenceNumber() + number, sent.sentAt(), sent.visibleAt(), false);
    }

    void sent(Letter letter, Sent sent, long now) {
        String id = letter.message.deduplicationId();
        if (sent.duplicate()) {
            check(id != null, letter, "is said to be a duplicate without a deduplication id");
            letters.remove(letter.body);
            return;
        }
        if (id != null) {
            Long until = deduplicated.get(letter.queue + id);
            check(until == null || until <= sent.sentAt(), letter, "was stored although it is a duplicate");
            deduplicated.put(letter.queue + id, sent.sentAt() + deduplicationInterval);
        }
        letter.sent = Certainty.YES;
        letter.receipt = sent;
    }

    void refused(Letter letter) {
        check(letter.sent == Certainty.OPEN, letter, "was refused after it had been sent");
        letter.sent = Certainty.NO;
    }

    /** Somebody got a message. */
    Letter delivered(String from, Delivery delivery, Object holder, long leasedUntil, long now, int life) {
        String body = delivery.message().body().asText();
        Letter letter = letters.getOrDefault(from + "/" + body, letters.get(body));
        if (letter == null) {
            throw new AssertionError("Message " + body + " was delivered but never sent, or was a duplicate");
        }
        check(letter.sent != Certainty.NO, letter, "was delivered although its send was refused");
        check(letter.deleted != Certainty.YES, letter, "was delivered after it had been deleted");
        check(!letter.hidden, letter, "was delivered though it is part of a prepared branch");
        check(!letter.isLeasedAt(now), letter, "was delivered to a second holder");
        learnOf(letter, delivery);
        check(now < letter.expiresAt(), letter, "was delivered after it had expired");
        check(now >= letter.receipt.visibleAt() || letter.dead, letter, "was delivered before its delay ended");
        checkPlace(letter, from, delivery);
        checkCount(letter, from, delivery);
        checkOrder(letter, from, holder, now);
        if (letter.askedIn != life) {
            letter.deleted = Certainty.NO;
        }
        letter.deliveries++;
        letter.lease = delivery.receipt();
        letter.holder = holder;
        letter.leasedUntil = leasedUntil;
        letter.recordedUntil = leasedUntil;
        letter.leaseIsDurable = leasedUntil != Long.MAX_VALUE;
        return letter;
    }

    /** A message was deleted between being handed over and being looked at. */
    void goneBeforeItWasSeen(long sequenceNumber) {
        for (Letter letter : letters.values()) {
            if (letter.receipt != null && letter.receipt.sequenceNumber() == sequenceNumber) {
                check(letter.deleted != Certainty.NO, letter, "is gone though nobody deleted it");
            }
        }
    }

    private static void learnOf(Letter letter, Delivery delivery) {
        letter.sent = Certainty.YES;
        if (letter.receipt == null) {
            letter.receipt = new Sent(
                    delivery.message().id(),
                    delivery.sequenceNumber(),
                    delivery.message().sentAt(),
                    delivery.message().visibleAt(),
                    false);
        }
    }

    private void checkPlace(Letter letter, String from, Delivery delivery) {
        if (from.equals(letter.queue)) {
            check(!letter.dead, letter, "was delivered from its queue though it is a dead letter");
            check(delivery.sequenceNumber() == letter.receipt.sequenceNumber(), letter, "changed its place");
            return;
        }
        check(from.equals(deadLetterQueues.get(letter.queue)), letter, "was delivered from " + from);
        if (!letter.dead) {
            int max = maxReceives.get(letter.queue);
            check(letter.deliveries + letter.surplus >= max, letter, "became a dead letter too early");
            letter.dead = true;
            letter.deliveries = 0;
        }
        check(letter.queue.equals(delivery.deadLetterSource()), letter, "has forgotten where it comes from");
    }

    private void checkCount(Letter letter, String from, Delivery delivery) {
        int count = delivery.receiveCount();
        check(
                count > letter.deliveries - letter.unrecorded,
                letter,
                "has receive count " + count + ", which is too low");
        check(count <= letter.deliveries + 1 + letter.surplus, letter, "has receive count " + count + ", too high");
        letter.deliveries = Math.min(letter.deliveries, count - 1);
        letter.surplus = count - 1 - letter.deliveries;
        letter.unrecorded = 0;
        Integer max = maxReceives.get(from);
        check(max == null || count <= max, letter, "was delivered too often: " + count);
    }

    private void checkOrder(Letter letter, String from, Object holder, long now) {
        if (!letter.message.exclusiveGroup() || letter.dead) {
            return;
        }
        for (Letter earlier : letters.values()) {
            boolean before = earlier != letter
                    && earlier.queue.equals(from)
                    && earlier.message.exclusiveGroup()
                    && letter.message.groupId().equals(earlier.message.groupId())
                    && earlier.receipt != null
                    && earlier.receipt.sequenceNumber() < letter.receipt.sequenceNumber();
            if (before && mustBeThere(earlier, now) && earlier.holder != holder) {
                throw new AssertionError("Message " + letter + " was delivered before " + earlier);
            }
        }
    }

    /** Whether the message is certainly in the queue it was sent to, and not hidden by a delay. */
    private boolean mustBeThere(Letter letter, long now) {
        return mustExist(letter, now) && !letter.dead && !mayBeExhausted(letter) && letter.receipt.visibleAt() <= now;
    }

    boolean mustExist(Letter letter, long now) {
        return letter.sent == Certainty.YES && letter.deleted == Certainty.NO && now < letter.expiresAt();
    }

    private boolean mayBeExhausted(Letter letter) {
        Integer max = maxReceives.get(letter.queue);
        return max != null && letter.deliveries + letter.surplus >= max;
    }

    /** The process died: what was not answered is open, owners are gone, and some deliveries may have been recorded. */
    void crashed(boolean storeFailed) {
        for (Letter letter : letters()) {
            letter.unrecorded = storeFailed ? letter.deliveries : letter.unrecorded;
            if (letter.sent == Certainty.OPEN || letter.sent == Certainty.YES) {
                letter.surplus++;
            }
            if (storeFailed || !letter.leaseIsDurable) {
                letter.endLease();
            }
            letter.leasedUntil = letter.recordedUntil;
            if (!letter.message.persistent()) {
                letter.deleted = Certainty.YES;
            }
        }
    }

    static void check(boolean condition, Letter letter, String complaint) {
        if (!condition) {
            throw new AssertionError("Message " + letter + " " + complaint);
        }
    }
}
