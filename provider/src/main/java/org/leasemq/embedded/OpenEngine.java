package org.leasemq.embedded;

import java.util.UUID;
import org.leasemq.access.Admission;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.memory.MemoryAccount;

/** An engine that is open, and what its users need to know of it. */
interface OpenEngine extends AutoCloseable {

    /** What users call. */
    LeaseEngine face();

    /**
     * The same for somebody who has been let in.
     *
     * @param user null for nobody in particular
     * @param client one that is his already; null for none
     */
    LeaseEngine face(String user, UUID client);

    /**
     * Lets somebody of this process in; waits for that.
     *
     * @throws org.leasemq.engine.model.AccessDenied if that is not his password
     */
    void require(String user, String password);

    /** Who may use it. */
    Admission admission();

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
