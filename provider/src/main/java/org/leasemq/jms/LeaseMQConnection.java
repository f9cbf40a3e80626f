package org.leasemq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.SubscriptionKey.Kind;
import org.leasemq.jms.server.ServerSessionConsumer;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.LeaseMQMetaData;
import org.leasemq.jms.session.Live;

/** A connection to an embedded engine. Safe for use by several threads. */
sealed class LeaseMQConnection implements QueueConnection, TopicConnection
        permits LeaseMQQueueConnection, LeaseMQXAConnection {
    private final Live<ConnectionCore> core;

    LeaseMQConnection(ConnectionCore core) {
        this.core = new Live<>("The connection", core);
    }

    @Override
    public Session createSession() throws JMSException {
        return createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public Session createSession(boolean transacted, int mode) throws JMSException {
        return createSession(transacted ? Session.SESSION_TRANSACTED : notTransacted(mode));
    }

    @Override
    public Session createSession(int mode) throws JMSException {
        LeaseMQSession session = contextSession(mode);
        used();
        return session;
    }

    /** A session of a context. It is made with the context, and does not count as a use of the connection. */
    final LeaseMQSession contextSession(int mode) throws JMSException {
        ConnectionCore open = core.get();
        return new LeaseMQSession(open, open.add(open.openSession(checked(mode))));
    }

    /** From now on it is too late to set a client id. */
    final void used() throws JMSException {
        core.get().used();
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int mode) throws JMSException {
        ConnectionCore open = core.get();
        open.used();
        int chosen = checked(transacted ? Session.SESSION_TRANSACTED : notTransacted(mode));
        return new LeaseMQQueueSession(open, open.add(open.openSession(chosen)));
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int mode) throws JMSException {
        ConnectionCore open = core.get();
        open.used();
        int chosen = checked(transacted ? Session.SESSION_TRANSACTED : notTransacted(mode));
        return new LeaseMQTopicSession(open, open.add(open.openSession(chosen)));
    }

    private static int notTransacted(int mode) throws JMSException {
        if (mode == Session.SESSION_TRANSACTED) {
            throw new JMSException(
                    "A session that is not transacted cannot have the acknowledgement mode SESSION_TRANSACTED (0).",
                    "LEASEMQ-INVALID-MODE");
        }
        return mode;
    }

    private static int checked(int mode) throws JMSException {
        if (mode < Session.SESSION_TRANSACTED || mode > Session.DUPS_OK_ACKNOWLEDGE) {
            throw new JMSException(
                    "Session mode " + mode + " is unknown. Use SESSION_TRANSACTED (0), AUTO_ACKNOWLEDGE (1), "
                            + "CLIENT_ACKNOWLEDGE (2) or DUPS_OK_ACKNOWLEDGE (3).",
                    "LEASEMQ-INVALID-MODE");
        }
        return mode;
    }

    @Override
    public String getClientID() throws JMSException {
        return core.get().services().clientId();
    }

    @Override
    public void setClientID(String id) throws JMSException {
        core.get().services().refuseInServer("Connection.setClientID");
        core.get().claimClientId(id);
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        core.get().used();
        return LeaseMQMetaData.INSTANCE;
    }

    @Override
    public ExceptionListener getExceptionListener() throws JMSException {
        return core.get().services().exceptionListener();
    }

    @Override
    public void setExceptionListener(ExceptionListener listener) throws JMSException {
        ConnectionCore open = core.get();
        open.services().refuseInServer("Connection.setExceptionListener");
        open.used();
        open.services().setExceptionListener(listener);
    }

    @Override
    public void start() throws JMSException {
        core.get().start();
    }

    @Override
    public void stop() throws JMSException {
        core.get().services().refuseInServer("Connection.stop");
        core.get().stop();
    }

    @Override
    public void close() throws JMSException {
        ConnectionCore open = core.peek();
        if (open != null) {
            open.refuseInListener("Connection.close");
            open.endDelivery();
            if (core.close() != null) {
                open.close();
            }
        }
    }

    // --------------------------------------------------------------------------------- connection consumers

    final ConnectionCore live() throws JMSException {
        return core.get();
    }

    private static void check(ConnectionCore open, ServerSessionPool pool, int max) throws JMSException {
        open.services().refuseInServer("A connection consumer");
        if (pool == null || max < 1) {
            throw new JMSException(
                    "A connection consumer needs a pool of server sessions, and takes at least 1 message at a time; given "
                            + (pool == null ? "no pool" : max + " messages") + ".",
                    "LEASEMQ-INVALID-VALUE");
        }
    }

    private static ConnectionConsumer consumer(ConnectionCore open, Source source, ServerSessionPool pool, int max)
            throws JMSException {
        ServerSessionConsumer consumer = new ServerSessionConsumer(open, source, pool, max);
        open.add(consumer);
        return consumer;
    }

    /** The working part, for what concerns topics; a connection that has none refuses. */
    ConnectionCore forTopics(String method) throws JMSException {
        return live();
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Destination destination, String selector, ServerSessionPool pool, int max) throws JMSException {
        ConnectionCore open = live();
        check(open, pool, max);
        return consumer(open, open.services().sources().open(destination, selector, false), pool, max);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(Queue queue, String selector, ServerSessionPool pool, int max)
            throws JMSException {
        return createConnectionConsumer((Destination) queue, selector, pool, max);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(Topic topic, String selector, ServerSessionPool pool, int max)
            throws JMSException {
        return createConnectionConsumer((Destination) topic, selector, pool, max);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int max) throws JMSException {
        ConnectionCore open = forTopics("createDurableConnectionConsumer");
        check(open, pool, max);
        return consumer(
                open, open.services().subscription(Kind.DURABLE, topic, subscription, selector, false), pool, max);
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int max) throws JMSException {
        ConnectionCore open = forTopics("createSharedConnectionConsumer");
        check(open, pool, max);
        return consumer(
                open, open.services().subscription(Kind.SHARED, topic, subscription, selector, false), pool, max);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int max) throws JMSException {
        ConnectionCore open = forTopics("createSharedDurableConnectionConsumer");
        check(open, pool, max);
        return consumer(
                open,
                open.services().subscription(Kind.SHARED_DURABLE, topic, subscription, selector, false),
                pool,
                max);
    }
}
