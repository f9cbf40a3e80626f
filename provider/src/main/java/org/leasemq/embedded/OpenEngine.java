package org.leasemq.embedded;

import org.leasemq.engine.LeaseEngine;
import org.leasemq.memory.MemoryAccount;

/** An engine that is open, and what its users need to know of it. */
interface OpenEngine extends AutoCloseable {

    /** What users call. */
    LeaseEngine face();

    /** Whether it does nothing any more. */
    boolean hasFailed();

    /** Whether it would answer at the moment. */
    boolean isReachable();

    /** What counts the memory that its users make grow. */
    MemoryAccount memory();

    /** The clock has been set by hand: returns when what is due by now is done. */
    void timeChanged();

    @Override
    void close();
}
