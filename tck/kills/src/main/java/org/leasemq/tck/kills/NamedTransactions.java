package org.leasemq.tck.kills;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;

/** Of a server whose transaction manager has a name. */
@Stateless
public class NamedTransactions implements Transactions {
    @Resource(name = "transactions", lookup = "java:/TransactionManager")
    private TransactionManager transactions;

    @Override
    public Transaction current() throws SystemException {
        return transactions.getTransaction();
    }

    @Override
    public Death death(Death.Point point) {
        try {
            // by its name: elsewhere neither it nor what refers to it can be loaded
            return (Death) Class.forName("org.leasemq.tck.kills.NamedDeath")
                    .getDeclaredConstructor(Death.Point.class)
                    .newInstance(point);
        } catch (LinkageError | ClassNotFoundException e) { // it is not WildFly
            return Transactions.super.death(point);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
