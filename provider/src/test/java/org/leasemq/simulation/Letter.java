package org.leasemq.simulation;

import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Receipt;
import org.leasemq.engine.Sent;

/** What the model knows of one message. */
final class Letter {
    /** How sure the model is of something it was told to expect. */
    enum Certainty {
        /** Asked for, no answer yet, and none after a crash. */
        OPEN,
        YES,
        NO
    }

    final String body;
    final String queue;
    final NewMessage message;
    Certainty sent = Certainty.OPEN;
    Certainty deleted = Certainty.NO;
    /** The life of the engine in which the deletion was asked for. */
    int askedIn;
    /** How many in that life have asked for it without an answer. */
    int unanswered;
    /** Whether it may be gone, whatever the answers in that life are. */
    boolean doubtful;

    Sent receipt;
    /** Whether nobody may get it, since a prepared unit of work sends or deletes it. */
    boolean hidden;
    /** Whether it has been seen in the dead-letter queue. */
    boolean dead;
    /** Deliveries to somebody since it came to the queue it is in. */
    int deliveries;
    /** Deliveries that may have been counted though nobody saw them. */
    int surplus;
    /** Deliveries that may have gone unrecorded, since the store failed. */
    int unrecorded;

    Receipt lease;
    /** An owner, or for a lease that ends by time the receive itself. */
    Object holder;
    /** When the lease ends; {@link Long#MAX_VALUE} if not by time. */
    long leasedUntil;

    /** When it ends at the earliest if the process dies. */
    long recordedUntil;

    /** Whether the end of the lease is certainly in the store. */
    boolean leaseIsDurable;

    Letter(String body, String queue, NewMessage message) {
        this.body = body;
        this.queue = queue;
        this.message = message;
    }

    void askDeletion(int life) {
        if (askedIn != life) {
            unanswered = 0;
            doubtful = deleted == Certainty.OPEN;
        }
        unanswered++;
        askedIn = life;
        if (deleted == Certainty.NO) {
            deleted = Certainty.OPEN;
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

    boolean isLeasedAt(long now) {
        return lease != null && leasedUntil > now;
    }

    void endLease() {
        lease = null;
        holder = null;
    }

    long expiresAt() {
        return message.timeToLive() == null
                ? Long.MAX_VALUE
                : receipt.sentAt() + message.timeToLive().toMillis();
    }

    @Override
    public String toString() {
        return body + " in " + queue + " (sent " + sent + ", deleted " + deleted + ", dead " + dead + ", deliveries "
                + deliveries + "+" + surplus + ", lease " + lease + ")";
    }
}
