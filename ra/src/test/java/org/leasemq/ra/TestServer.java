package org.leasemq.ra;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.transaction.xa.XAResource;

/** What the adapter needs of an application server: threads, a pool of connections, beans, and Narayana's transactions. */
final class TestServer extends ServerPool {
    final LeaseMQResourceAdapter adapter = new LeaseMQResourceAdapter();
    final TransactionManager transactions;
    final Pool pool = new Pool();

    TestServer(Path directory, String url) throws ResourceException {
        this(directory, url, Executors.newCachedThreadPool());
    }

    TestServer(Path directory, String url, ExecutorService threads) throws ResourceException {
        super(threads);
        for (String store : new String[] {null, "communicationStore", "stateStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir(directory.resolve("transactions").toString());
        }
        try {
            BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier("1");
        } catch (CoreEnvironmentBeanException e) {
            throw new ResourceException(e);
        }
        transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
        adapter.setUrl(url);
        adapter.start(this);
    }

    LeaseMQPooledConnectionFactory factory(LeaseMQManagedConnectionFactory settings) throws ResourceException {
        settings.setResourceAdapter(adapter);
        return (LeaseMQPooledConnectionFactory) settings.createConnectionFactory(pool);
    }

    LeaseMQPooledConnectionFactory factory() throws ResourceException {
        return factory(new LeaseMQManagedConnectionFactory());
    }

    void send(String queue, String... texts) throws ResourceException {
        try (JMSContext context = factory().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue(queue), text);
            }
        }
    }

    void publish(String topic, String text) throws ResourceException {
        try (JMSContext context = factory().createContext()) {
            context.createProducer().send(context.createTopic(topic), text);
        }
    }

    /** Takes the first message of a queue; null if there is none. */
    String left(String queue) throws ResourceException {
        try (JMSContext context = factory().createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveBodyNoWait(String.class);
        }
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        return new TransactionSynchronizationRegistryImple();
    }

    @Override
    public void close() {
        adapter.stop();
        super.close();
    }

    // ----------------------------------------------------------------------------------------- connections

    /** Managed connections that are closed go back when their transaction is over. */
    final class Pool implements ConnectionManager, ConnectionEventListener, Serializable {
        private static final long serialVersionUID = 1L;

        final transient Set<ManagedConnection> idle = new HashSet<>();
        transient int made;
        transient int lost;

        @Override
        public synchronized Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
                throws ResourceException {
            ManagedConnection connection = factory.matchManagedConnections(new HashSet<>(idle), null, request);
            if (connection == null) {
                connection = factory.createManagedConnection(null, request);
                connection.addConnectionEventListener(this);
                made++;
            }
            idle.remove(connection);
            enlist(connection.getXAResource());
            return connection.getConnection(null, request);
        }

        synchronized Set<ManagedConnection> idle() {
            return Set.copyOf(idle);
        }

        synchronized int lost() {
            return lost;
        }

        private void enlist(XAResource resource) throws ResourceException {
            try {
                Transaction present = transactions.getTransaction();
                if (present != null && present.getStatus() == Status.STATUS_ACTIVE) {
                    present.enlistResource(resource);
                }
            } catch (SystemException | RollbackException e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            ManagedConnection connection = (ManagedConnection) event.getSource();
            try {
                Transaction present = transactions.getTransaction();
                if (present == null || present.getStatus() != Status.STATUS_ACTIVE) {
                    giveBack(connection);
                    return;
                }
                present.registerSynchronization(new Synchronization() {
                    @Override
                    public void beforeCompletion() {}

                    @Override
                    public void afterCompletion(int status) {
                        giveBack(connection);
                    }
                });
            } catch (SystemException | RollbackException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void giveBack(ManagedConnection connection) {
            try {
                connection.cleanup();
                idle.add(connection);
            } catch (ResourceException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}

        @Override
        public synchronized void connectionErrorOccurred(ConnectionEvent event) {
            idle.remove((ManagedConnection) event.getSource());
            lost++;
        }
    }

    // ----------------------------------------------------------------------------------------------- beans

    /** Beans of one kind, which all do the same. */
    final class Beans implements TransactedBeans {
        private final MessageListener code;
        private final boolean transacted;

        Beans(MessageListener code, boolean transacted) {
            this.code = code;
            this.transacted = transacted;
        }

        @Override
        public MessageEndpoint createEndpoint(XAResource resource) {
            return new Bean(this, resource);
        }

        @Override
        public boolean isDeliveryTransacted(Method method) {
            return transacted;
        }
    }

    private final class Bean implements MessageEndpoint, MessageListener {
        private final Beans beans;
        private final XAResource resource;

        Bean(Beans beans, XAResource resource) {
            this.beans = beans;
            this.resource = resource;
        }

        @Override
        public void beforeDelivery(Method method) throws ResourceException {
            try {
                transactions.begin();
                transactions.getTransaction().enlistResource(resource);
            } catch (Exception e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void onMessage(Message message) {
            try {
                beans.code.onMessage(message);
            } catch (RuntimeException e) {
                markForRollback();
                throw e;
            }
        }

        private void markForRollback() {
            try {
                if (transactions.getTransaction() != null) {
                    transactions.setRollbackOnly();
                }
            } catch (SystemException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterDelivery() throws ResourceException {
            try {
                if (transactions.getStatus() == Status.STATUS_MARKED_ROLLBACK) {
                    transactions.rollback();
                } else {
                    transactions.commit();
                }
            } catch (Exception e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void release() {}
    }
}
