package org.leasemq.simulation;

import java.util.Set;
import java.util.TreeSet;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;

/** What the model knows of one message. Moments are those of the clock that nobody can set. */
final class Letter {
    /** How sure the model is of something it was told to expect. */
    enum Certainty {
        /** Asked for, no answer yet, and none after a crash. */
        OPEN,
        YES,
        NO
    }

    final String body;
    /** Where it was sent to. */
    final String queue;

    final Message message;
    /** The moment at which somebody asked for it to be sent. */
    private long asked;
    /** How often the wall clock had been set then. */
    private int jumps;

    Certainty sent = Certainty.OPEN;
    Certainty deleted = Certainty.NO;
    /** The life of the engine in which the deletion was asked for. */
    int askedIn;
    /** How many in that life have asked for it without an answer. */
    int unanswered;
    /** How many of those have asked for the end of its queue. */
    int goesWithQueue;
    /** Whether it may be gone, whatever the answers in that life are. */
    boolean doubtful;

    Sent receipt;
    /** Where it was seen last. */
    String place;
    /** Where else it may be, since somebody asked for it to be moved. */
    final Set<String> elsewhere = new TreeSet<>();
    /** Its place in the order where it was seen last; 0 if it is not known. */
    long position;
    /** The queue it was dead-lettered from; null if it was not. */
    String deadFrom;
    /** How often it was delivered before that. */
    int earlierReceives;
    /** Whether nobody may get it, since a prepared unit of work sends or deletes it. */
    boolean hidden;

    /** The moments between which its delay ends. */
    long visibleFrom;

    long visibleLatest = Long.MAX_VALUE;
    /** Deliveries to somebody since it came to the queue it is in. */
    int deliveries;
    /** Deliveries that may have been counted though nobody saw them. */
    int surplus;
    /** Deliveries that may have gone unrecorded, since the store failed. */
    int unrecorded;

    Receipt lease;
    /** An owner, or for a lease that ends by time the receive itself. */
    Object holder;
    /** The moment up to which it is certainly leased; {@link Long#MAX_VALUE} if its lease does not end by time. */
    long leasedUntil;

    /** As {@link #leasedUntil}, in another process: the end is stored before the lease begins. */
    long storedUntil;

    /** Whether the end of the lease is certainly in the store. */
    boolean leaseIsDurable;

    Letter(String body, String queue, Message message, long asked, int jumps) {
        this.body = body;
        this.queue = queue;
        this.place = queue;
        this.message = message;
        this.asked = asked;
        this.jumps = jumps;
    }

    long asked() {
        return asked;
    }

    int jumps() {
        return jumps;
    }

    /** Somebody asks for it to be sent, once more maybe, since nothing was done the first time. */
    void isAskedFor(Dates dates) {
        asked = dates.elapsed();
        jumps = dates.jumps();
    }

    /** It was sent at a moment, after it had been asked for. Who has seen it since knows better where it is. */
    void sent(Sent as, long now) {
        boolean seen = receipt != null;
        sent = Certainty.YES;
        receipt = as;
        if (!seen) {
            position = as.sequenceNumber();
            visibleFrom = asked + delay();
            visibleLatest = now + delay();
        }
    }

    long delay() {
        return receipt.visibleAt() - receipt.sentAt();
    }

    void askDeletion(int life) {
        if (askedIn != life) {
            unanswered = 0;
            goesWithQueue = 0;
            doubtful = deleted == Certainty.OPEN;
        }
        unanswered++;
        askedIn = life;
        if (deleted == Certainty.NO) {
            deleted = Certainty.OPEN;
        }
    }

    /** It is there; whoever asked for its deletion in an earlier life never gets an answer. */
    void foundIn(int life) {
        if (askedIn != life) {
            deleted = Certainty.NO;
            unanswered = 0;
            goesWithQueue = 0;
            doubtful = false;
        }
    }

    /** One of those who asked for the deletion has got an answer; the others may still get theirs. */
    void deletionAnswered(boolean done) {
        unanswered--;
        if (done) {
            deleted = Certainty.YES;
        } else if (unanswered == 0 && !doubtful && deleted == Certainty.OPEN) {
            deleted = Certainty.NO;
        }
    }

    /** The answer leaves it open whether the message is gone. */
    void deletionLeftOpen() {
        unanswered--;
        doubtful = true;
    }

    /** Whether nobody but the end of its queue can have deleted it. */
    boolean isThereUnlessItsQueueGoes() {
        boolean withQueueOnly = goesWithQueue > 0 && goesWithQueue == unanswered && !doubtful;
        return deleted == Certainty.NO || deleted == Certainty.OPEN && withQueueOnly;
    }

    /** A new process has found its queue, so that it has not gone with it. */
    void foundItsQueue() {
        if (isThereUnlessItsQueueGoes()) {
            deleted = Certainty.NO;
        }
    }

    /** Whether it outlives the process. */
    boolean isPersistent() {
        return message.persistent() && !queue.equals(World.SLOW);
    }

    /** Whether nothing more is to be expected of it, nor told of it. */
    boolean isOver() {
        return sent == Certainty.NO || deleted == Certainty.YES;
    }

    boolean isLeasedAt(long now) {
        return lease != null && leasedUntil > now;
    }

    void leased(Receipt by, Object who, long until, boolean durable) {
        lease = by;
        holder = who;
        leasedUntil = until;
        storedUntil = until;
        leaseIsDurable = durable;
    }

    void endLease() {
        lease = null;
        holder = null;
    }

    /** Nobody has got its last delivery, which does not count; unless it is being deleted, by somebody who has. */
    void wasNotSeen() {
        deliveries--;
        surplus += deleted == Certainty.NO ? 0 : 1;
    }

    /** A date. */
    long expiresAt() {
        return message.life() == 0 ? Long.MAX_VALUE : receipt.sentAt() + message.life();
    }

    /** Whether it is certain where it is. */
    boolean isInOnePlace() {
        return elsewhere.isEmpty();
    }

    @Override
    public String toString() {
        return body + " in " + place + " " + elsewhere + " (sent " + sent + ", deleted " + deleted + ", dead from "
                + deadFrom + ", deliveries " + deliveries + "+" + surplus + ", lease " + lease + ", at " + position
                + ", visible " + visibleFrom + " to " + visibleLatest + ", group " + message.groupId() + ")";
    }
}
