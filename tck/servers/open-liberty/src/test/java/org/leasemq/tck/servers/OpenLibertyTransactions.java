package org.leasemq.tck.servers;

import jakarta.ejb.Stateless;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.leasemq.tck.kills.Transactions;

/** Open Liberty's transaction manager has no name in JNDI, and its API for Jakarta is in no repository. */
@Stateless
public class OpenLibertyTransactions implements Transactions {
    @Override
    public Transaction current() throws SystemException {
        try {
            return ((TransactionManager) Class.forName("com.ibm.tx.jta.TransactionManagerFactory")
                            .getMethod("getTransactionManager")
                            .invoke(null))
                    .getTransaction();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
