package org.leasemq.engine.local.order;

import org.leasemq.engine.model.QueueAttributes;

/** The queue of an entry, as those see it who have the entry, or a lease of it, in their hands. */
public interface EntryHome {
    String name();

    int number();

    QueueAttributes attributes();

    EntryList<Entry> entries();

    /** What stands up to here is being removed; 0 for nothing. */
    long purgedUpTo();

    /** How long it retains messages, in milliseconds; 0 for ever. */
    long retention();

    /** What the wall clock will show at a moment, unless it is set before. */
    long dateOf(long moment);

    // -------------------------------------------------------------------------------------- states of entries

    /** A stored entry takes its place: ready, or delayed until a moment. */
    void place(Entry entry, long visibleFrom);

    /** An entry can be received. */
    void makeReady(Entry entry);

    /** An entry that nobody has is on its way to another queue; it is in no order meanwhile. */
    void toBeMoved(Entry entry);

    /** An entry that nobody has is being deleted; it is in no order meanwhile. */
    void toBeDeleted(Entry entry);

    /** A ready entry has outlived its time. */
    void expire(Entry entry);

    /** Somebody has deleted the entry. */
    void delete(Entry entry);

    /** The entry is no longer part of the queue, nor of anything. */
    void forget(Entry entry);

    /** An entry of it has gone to its dead-letter queue. */
    void deadLettered();

    /** The entry has never been stored, so that it was no part of the queue. */
    void lose(Entry entry);

    /** The entry is another queue's from now on. */
    void letGo(Entry entry);

    // ------------------------------------------------------------------------------------------------- leases

    /** Has a lease of its entry begin that ends when who holds it says so, in place of one that it may have. */
    Lease pin(Entry entry, Holder holder);

    /** A lease of its entry that outlived the process goes on until a moment. */
    void leaseUntil(Entry entry, long until);

    /** The lease is another's from now on, or stands for itself, and ends at another time. */
    void change(Lease lease, Holder holder, long until);

    /** Ends a lease whose time has come while it could not end. */
    void releaseIfOver(Lease lease);

    /** Makes the message visible again at its old place, or moves it away after too many deliveries. */
    void release(Lease lease);

    /** As though the message had not been received. */
    void giveBack(Lease lease);

    /** As though the message had not been received, but for so many milliseconds nobody gets it. */
    void giveBack(Lease lease, long hidden);

    /** The last receive does not count. */
    void forgetReceive(Entry entry);
}
