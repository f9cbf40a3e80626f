package org.leasemq.ra.outbound;

/** What a connection is asked for. */
public enum Use {
    /** Queues and topics. */
    ALL,
    /** Queues: everything about topics is refused. */
    QUEUES,
    /** Nothing of its own: another connection works for its transaction. */
    TRANSACTION
}
