package org.leasemq.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.simulation.Letter.Certainty;

/** What must be true whatever happens: the promises, on the smallest memory that can tell whether they are kept. */
final class Model {
    static final Predicate<Message> EVERYTHING = message -> true;

    /**
     * @param until the moment at which an id is forgotten
     * @param jumps how often the wall clock had been set
     */
    private record Remembered(long until, int jumps) {}

    private final Dates dates;
    private final Map<String, Letter> letters = new HashMap<>();
    /** Those of which something is to be expected. */
    private final List<Letter> alive = new ArrayList<>();

    private final Map<String, List<Letter>> groups = new HashMap<>();
    private final Map<String, Integer> maxReceives;
    private final Map<String, String> deadLetterQueues;
    private final Map<String, Remembered> deduplicated = new HashMap<>();
    private final long deduplicationInterval;

    Model(
            Dates dates,
            Map<String, Integer> maxReceives,
            Map<String, String> deadLetterQueues,
            long deduplicationInterval) {
        this.dates = dates;
        this.maxReceives = maxReceives;
        this.deadLetterQueues = deadLetterQueues;
        this.deduplicationInterval = deduplicationInterval;
    }

    /** The letters that are not over. */
    List<Letter> letters() {
        return alive;
    }

    /** Forgets what is over. */
    void clean() {
        alive.removeIf(Letter::isOver);
        groups.values().forEach(group -> group.removeIf(Letter::isOver));
    }

    Letter sending(String body, String queue, Message message) {
        return add(body, new Letter(body, queue, message, dates.elapsed(), dates.jumps()));
    }

    /** What is published makes a letter for every queue that gets it. */
    Letter publishing(String queue, Message message) {
        String body = message.body().asText();
        return add(queue + "/" + body, new Letter(body, queue, message, dates.elapsed(), dates.jumps()));
    }

    private Letter add(String key, Letter letter) {
        letters.put(key, letter);
        alive.add(letter);
        if (letter.message.exclusiveGroup()) {
            groups.computeIfAbsent(letter.message.groupId(), id -> new ArrayList<>())
                    .add(letter);
        }
        return letter;
    }

    /** Something was published, which was asked for at a moment: it is in all the queues, in which it has one number after the other. */
    void published(Message message, long asked, int jumps, List<Letter> all, Sent sent) {
        long first = sent.sequenceNumber();
        if (message.deduplicationId() != null) {
            remember(World.TOPIC, message, asked, jumps, all.toString());
            first++; // the answer names the place in the topic, before those in the queues
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).sent(new Sent(sent.id(), first + i, sent.sentAt(), sent.visibleAt(), false), dates.elapsed());
        }
    }

    /** Something was said to have been published already: it is in none of the queues. */
    void duplicated(Message message, List<Letter> all) {
        if (message.deduplicationId() == null) {
            throw new AssertionError(message + " is said to be a duplicate without a deduplication id");
        }
        all.forEach(letter -> {
            letters.remove(letter.queue + "/" + letter.body);
            letter.sent = Certainty.NO;
        });
    }

    private void remember(String place, Message message, long asked, int jumps, String what) {
        Remembered known = deduplicated.get(place + message.deduplicationId());
        if (known != null && known.until > asked) {
            throw new AssertionError("Message " + what + " was stored although it is a duplicate");
        }
        if (message.persistent()) {
            deduplicated.put(place + message.deduplicationId(), new Remembered(asked + deduplicationInterval, jumps));
        }
    }

    void sent(Letter letter, Sent sent) {
        String id = letter.message.deduplicationId();
        if (sent.duplicate()) {
            check(id != null, letter, "is said to be a duplicate without a deduplication id");
            letters.remove(letter.body);
            letter.sent = Certainty.NO;
            return;
        }
        if (id != null) {
            remember(letter.queue, letter.message, letter.asked(), letter.jumps(), letter.toString());
        }
        letter.sent(sent, dates.elapsed());
    }

    void refused(Letter letter) {
        check(letter.sent == Certainty.OPEN, letter, "was refused after it had been sent");
        letter.sent = Certainty.NO;
    }

    /** Somebody got a message. */
    Letter delivered(String from, Delivery delivery, Object holder, long leasedUntil, int life) {
        return delivered(from, delivery, holder, leasedUntil, life, EVERYTHING);
    }

    /**
     * Somebody got a message, from those that pass a filter.
     *
     * @param leasedUntil the moment up to which it is leased at least
     */
    Letter delivered(
            String from, Delivery delivery, Object holder, long leasedUntil, int life, Predicate<Message> filter) {
        Letter letter = find(from, delivery.message().body().asText());
        long now = dates.elapsed();
        check(letter.sent != Certainty.NO, letter, "was delivered although its send was refused");
        check(letter.deleted != Certainty.YES, letter, "was delivered after it had been deleted");
        check(!letter.hidden, letter, "was delivered though it is part of a prepared branch");
        check(!letter.isLeasedAt(now), letter, "was delivered to a second holder");
        check(filter.test(letter.message), letter, "was delivered though it does not pass the filter");
        check(Topic.isLabelled(letter.queue, delivery.message()), letter, "does not say how it came");
        learnOf(letter, delivery);
        check(dates.earliest() < letter.expiresAt(), letter, "was delivered after it had expired");
        check(now >= letter.visibleFrom, letter, "was delivered before its delay ended");
        arrive(letter, from, delivery);
        checkCount(letter, from, delivery);
        checkOrder(letter, holder, filter);
        letter.foundIn(life);
        letter.deliveries++;
        letter.leased(delivery.receipt(), holder, leasedUntil, leasedUntil != Long.MAX_VALUE);
        return letter;
    }

    /** Somebody saw a message in a queue. */
    void seen(String in, String body) {
        Letter letter = find(in, body);
        check(letter.sent != Certainty.NO, letter, "was seen although its send was refused");
        check(letter.deleted != Certainty.YES, letter, "was seen after it had been deleted");
        boolean mayBeThere = in.equals(letter.place) || letter.elsewhere.contains(in) || mayBeDeadIn(letter, in);
        check(mayBeThere, letter, "was seen in " + in);
    }

    private Letter find(String from, String body) {
        Letter letter = letters.getOrDefault(from + "/" + body, letters.get(body));
        if (letter == null) {
            throw new AssertionError("Message " + body + " was delivered but never sent, or was a duplicate");
        }
        return letter;
    }

    /** A message was deleted between being handed over and being looked at. */
    void goneBeforeItWasSeen(long sequenceNumber) {
        for (Letter letter : alive) {
            if (letter.position == sequenceNumber) {
                check(letter.deleted != Certainty.NO, letter, "is gone though nobody deleted it");
            }
        }
    }

    /** Whether anything is in memory only, besides some letters. */
    boolean anyInMemoryOnly(List<Letter> but) {
        return alive.stream().anyMatch(letter -> !letter.isOver() && !letter.isPersistent() && !but.contains(letter));
    }

    /** A queue is gone, or there, when a process starts. */
    void found(String queue, boolean there) {
        for (Letter letter : alive) {
            if (letter.queue.equals(queue)) {
                if (there) {
                    letter.foundItsQueue();
                } else {
                    letter.deleted = Certainty.YES;
                }
            }
        }
        clean();
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
            letter.position = letter.isInOnePlace() ? delivery.sequenceNumber() : 0;
            letter.visibleLatest = 0;
        }
    }

    /** It is where it may be; what is known of it is what is known of it there. */
    private void arrive(Letter letter, String from, Delivery delivery) {
        long position = delivery.sequenceNumber();
        boolean stayed = from.equals(letter.place) && (position == letter.position || letter.position == 0);
        if (!stayed) {
            boolean moved = letter.elsewhere.contains(from);
            boolean died = mayBeDeadIn(letter, from);
            if (!moved && !died) {
                throw new AssertionError("Message " + letter + " was delivered from " + from + " at " + position);
            }
            letter.deadFrom = died ? delivery.deadLetterSource() : null;
            letter.earlierReceives = delivery.earlierReceives();
            check(letter.deadFrom == null || letter.earlierReceives > 0, letter, "died without having been tried");
            letter.place = from;
            letter.deliveries = delivery.receiveCount() - 1;
            letter.surplus = 0;
            letter.visibleFrom = 0;
            letter.visibleLatest = 0;
        }
        letter.position = position;
        letter.elsewhere.clear();
        if (letter.deadFrom != null) {
            check(letter.deadFrom.equals(delivery.deadLetterSource()), letter, "has forgotten where it comes from");
        }
        check(letter.earlierReceives == delivery.earlierReceives(), letter, "has forgotten how often it was tried");
    }

    private boolean mayBeDeadIn(Letter letter, String queue) {
        boolean tried = mayBeExhausted(letter) && queue.equals(deadLetterQueues.get(letter.place));
        return tried || letter.elsewhere.stream().anyMatch(place -> queue.equals(deadLetterQueues.get(place)));
    }

    private void checkCount(Letter letter, String from, Delivery delivery) {
        int count = delivery.receiveCount();
        boolean enough = count > letter.deliveries - letter.unrecorded;
        if (!enough || count > letter.deliveries + 1 + letter.surplus) {
            throw new AssertionError("Message " + letter + " has a receive count that cannot be: " + count);
        }
        letter.deliveries = Math.min(letter.deliveries, count - 1);
        letter.surplus = count - 1 - letter.deliveries;
        letter.unrecorded = 0;
        Integer max = maxReceives.get(from);
        check(max == null || count <= max, letter, "was delivered too often");
    }

    private void checkOrder(Letter letter, Object holder, Predicate<Message> filter) {
        if (!letter.message.exclusiveGroup() || letter.deadFrom != null) {
            return;
        }
        for (Letter earlier : groups.get(letter.message.groupId())) {
            boolean before = earlier != letter
                    && earlier.place.equals(letter.place)
                    && earlier.position != 0
                    && earlier.position < letter.position
                    && filter.test(earlier.message);
            if (before && mustBeThere(earlier) && earlier.holder != holder) {
                throw new AssertionError("Message " + letter + " was delivered before " + earlier);
            }
        }
    }

    /** Whether the message is certainly in the queue where it was seen last, and not hidden by a delay. */
    private boolean mustBeThere(Letter letter) {
        return mustExist(letter)
                && letter.isInOnePlace()
                && letter.deadFrom == null
                && !mayBeExhausted(letter)
                && letter.visibleLatest <= dates.elapsed();
    }

    boolean mustExist(Letter letter) {
        return letter.sent == Certainty.YES && letter.deleted == Certainty.NO && dates.latest() < letter.expiresAt();
    }

    private boolean mayBeExhausted(Letter letter) {
        Integer max = maxReceives.get(letter.place);
        return max != null && letter.deliveries + letter.surplus >= max;
    }

    /** Somebody has asked for messages of a queue to be moved; null for where each was dead-lettered from. */
    void moving(String queue, String destination) {
        for (Letter letter : alive) {
            boolean maybe = letter.place.equals(queue)
                    || letter.elsewhere.contains(queue)
                    || queue.equals(deadLetterQueues.get(letter.place)) && mayBeExhausted(letter)
                    || letter.elsewhere.stream().anyMatch(place -> queue.equals(deadLetterQueues.get(place)));
            if (maybe) {
                String from = letter.deadFrom == null ? letter.place : letter.deadFrom;
                letter.elsewhere.add(destination == null ? from : destination);
                letter.elsewhere.add(queue);
            }
        }
    }

    /** The process died: what was not answered is open, owners are gone, and some deliveries may have been recorded. */
    void crashed(boolean storeFailed) {
        for (Letter letter : alive) {
            letter.unrecorded = storeFailed ? letter.deliveries : letter.unrecorded;
            if (letter.sent == Certainty.OPEN || letter.sent == Certainty.YES) {
                letter.surplus++;
            }
            if (storeFailed) {
                letter.endLease();
            }
        }
        restarted();
    }

    /** What is left in another process: what is durable, and dates. */
    void restarted() {
        boolean jumped = dates.haveJumpedSinceTheStart();
        for (Letter letter : alive) {
            if (jumped || !letter.leaseIsDurable) {
                letter.endLease();
            }
            letter.leasedUntil = Math.min(letter.leasedUntil, letter.storedUntil);
            if (!letter.isPersistent()) {
                letter.deleted = Certainty.YES;
            }
            mayHaveComeEarlier(letter);
        }
        deduplicated.values().removeIf(known -> known.jumps != dates.jumps());
        dates.started();
        clean();
    }

    /** It has only now become known that these had been sent when the process started. */
    void wereThereAtTheRestart(List<Letter> sent) {
        sent.forEach(this::mayHaveComeEarlier);
        deduplicated.values().removeIf(known -> known.jumps != dates.jumps());
    }

    /** The end of a delay was a date when the process started. */
    private void mayHaveComeEarlier(Letter letter) {
        if (dates.jumps() != 0) {
            letter.visibleFrom = 0;
            letter.visibleLatest = letter.receipt == null ? Long.MAX_VALUE : dates.elapsed() + letter.delay();
        }
    }

    static void check(boolean condition, Letter letter, String complaint) {
        if (!condition) {
            throw new AssertionError("Message " + letter + " " + complaint);
        }
    }
}
