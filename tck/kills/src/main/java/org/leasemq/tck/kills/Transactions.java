package org.leasemq.tck.kills;

import jakarta.ejb.Local;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;

/** Where a server has its transactions, which differs from one to the other. */
@Local
public interface Transactions {
    /** That of the caller. */
    Transaction current() throws SystemException;

    /** What ends the server at a point, as that server wants to have it. */
    default Death death(Death.Point point) {
        return new Death(point);
    }
}
