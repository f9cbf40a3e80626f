package org.leasemq.ra;

/** What a connection is asked for. */
enum Use {
    /** Queues and topics. */
    ALL,
    /** Queues: everything about topics is refused. */
    QUEUES,
    /** Nothing of its own: another connection works for its transaction. */
    TRANSACTION
}
