package org.leasemq.jms;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.destination.SubscriptionKey.Kind;
import org.leasemq.jms.server.ServerSource;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.jms.session.ConnectionCore;

/**
 * A connection that an application server manages: its sessions belong to whatever transaction the server says, and
 * what the specification keeps from applications in a server is refused (Jakarta Messaging 3.1, 12.3). Sessions of a mode that is
 * neither AUTO_ACKNOWLEDGE nor DUPS_OK_ACKNOWLEDGE, made while there is no transaction, are the application's own business
 * and never belong to one. Safe for use by several threads.
 */
@VisibleTo(Audience.FACES)
public final class ServerConnection implements AutoCloseable {
    private final ConnectionCore core;
    private final LeaseMQConnection connection;
    private final Supplier<ServerTransaction> transactions;

    /** @param transactions tells the transaction of the moment, or null; throws IllegalStateException where there can be no work */
    ServerConnection(ConnectionCore core, boolean queuesOnly, Supplier<ServerTransaction> transactions) {
        this.core = core;
        this.connection = queuesOnly ? new LeaseMQQueueConnection(core) : new LeaseMQConnection(core);
        this.transactions = transactions;
        core.services().workIn(() -> enlistment(transactions.get()));
    }

    private static Enlistment enlistment(ServerTransaction present) {
        return present == null ? null : present.enlistment();
    }

    /** Whether nothing can be done with it any more, since the engine has failed or been closed. */
    public boolean isOver() {
        return core.services().isOver();
    }

    /** Whether it can work for a transaction: what it leases is known to the same engine, in the same conversation. */
    public boolean goesWith(ServerTransaction transaction) {
        return transaction.isOf(core.services().engine());
    }

    /** For applications. It is a {@link QueueConnection} and a {@link jakarta.jms.TopicConnection}, too. */
    public Connection connection() {
        return connection;
    }

    /**
     * A context on this connection, which is closed with it.
     *
     * @param closed is run when it is
     */
    public JMSContext createContext(int mode, Runnable closed) throws JMSException {
        return LeaseMQJMSContext.first(connection, mode, closed);
    }

    /** For applications that ask for XA. The session is as every other: the server has it in its transaction already. */
    public XASession createXASession() throws JMSException {
        LeaseMQXASession session = xaSession();
        core.used();
        return session;
    }

    /** As {@link #createContext}, with a session as of {@link #createXASession}. */
    public XAJMSContext createXAContext(Runnable closed) throws JMSException {
        return LeaseMQXAJMSContext.first(connection, xaSession(), closed);
    }

    private LeaseMQXASession xaSession() throws JMSException {
        ConnectionCore open = connection.live();
        return new LeaseMQXASession(open, open.add(open.openSession(Session.AUTO_ACKNOWLEDGE)), this::resource);
    }

    /** Null when the connection works for no transactions at the moment. */
    private XAResource resource() {
        ServerTransaction present = transactions.get();
        return present == null ? null : present.resource();
    }

    /** What beans get messages from: a queue, or a topic without a subscription that outlasts them. */
    public ServerSource open(Destination destination, String selector) throws JMSException {
        LeaseMQDestination own = core.services().destinations().of(destination);
        if (own instanceof QueueDestination queue) {
            core.services().queues().redrive(queue);
        }
        return new ServerSource(core, core.services().sources().open(own, selector, false));
    }

    /** What beans get messages from: a subscription of a topic that has a name. */
    public ServerSource open(Destination topic, String subscription, boolean durable, boolean shared, String selector)
            throws JMSException {
        Kind kind = durable ? shared ? Kind.SHARED_DURABLE : Kind.DURABLE : Kind.SHARED;
        return new ServerSource(core, core.services().subscription(kind, topic, subscription, selector, false));
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
