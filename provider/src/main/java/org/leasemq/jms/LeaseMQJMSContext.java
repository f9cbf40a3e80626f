package org.leasemq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import org.leasemq.jms.error.RuntimeErrors;
import org.leasemq.jms.session.Live;

/**
 * A context of the simplified API: a session and a share of a connection. For one thread at a time, except {@link #close}.
 */
class LeaseMQJMSContext implements JMSContext {
    private final SharedConnection shared;
    private final Live<LeaseMQSession> session;
    private volatile boolean autoStart = true;

    LeaseMQJMSContext(SharedConnection shared, LeaseMQSession session) {
        this.shared = shared;
        this.session = new Live<>("The context", session);
        shared.joined();
    }

    /** The first context of a connection, which is closed if there can be none. */
    static JMSContext first(LeaseMQConnection connection, int mode) throws JMSException {
        return first(connection, mode, () -> {});
    }

    /** As {@link #first(LeaseMQConnection, int)}; tells when the last one has been closed. */
    static JMSContext first(LeaseMQConnection connection, int mode, Runnable closed) throws JMSException {
        try {
            return new LeaseMQJMSContext(new SharedConnection(connection, closed), connection.contextSession(mode));
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public JMSContext createContext(int mode) {
        return RuntimeErrors.get(() -> {
            session();
            connection().live().services().refuseInServer("JMSContext.createContext");
            return new LeaseMQJMSContext(shared, connection().contextSession(mode));
        });
    }

    private LeaseMQConnection connection() {
        return shared.connection();
    }

    /** The session, of which something is wanted; after that it is too late for {@link #setClientID}. */
    private LeaseMQSession session() throws JMSException {
        LeaseMQSession open = session.get();
        connection().used();
        return open;
    }

    @Override
    public void close() {
        RuntimeErrors.run(() -> {
            LeaseMQSession open = session.peek();
            if (open != null) {
                open.close();
                if (session.close() != null) {
                    shared.left();
                }
            }
        });
    }

    // ------------------------------------------------------------------------------------------ connection

    @Override
    public final String getClientID() {
        return RuntimeErrors.get(() -> connection().getClientID());
    }

    @Override
    public final void setClientID(String id) {
        RuntimeErrors.run(() -> connection().setClientID(id));
    }

    @Override
    public final ConnectionMetaData getMetaData() {
        return RuntimeErrors.get(() -> connection().getMetaData());
    }

    @Override
    public final ExceptionListener getExceptionListener() {
        return RuntimeErrors.get(() -> connection().getExceptionListener());
    }

    @Override
    public final void setExceptionListener(ExceptionListener listener) {
        RuntimeErrors.run(() -> connection().setExceptionListener(listener));
    }

    @Override
    public final void start() {
        RuntimeErrors.run(() -> connection().start());
    }

    @Override
    public final void stop() {
        RuntimeErrors.run(() -> connection().stop());
    }

    @Override
    public final void setAutoStart(boolean value) {
        autoStart = value;
    }

    @Override
    public final boolean getAutoStart() {
        return autoStart;
    }

    // --------------------------------------------------------------------------------------------- session

    @Override
    public final boolean getTransacted() {
        return RuntimeErrors.get(() -> session().getTransacted());
    }

    @Override
    public final int getSessionMode() {
        return RuntimeErrors.get(() -> session().getAcknowledgeMode());
    }

    @Override
    public void commit() {
        RuntimeErrors.run(() -> session().commit());
    }

    @Override
    public void rollback() {
        RuntimeErrors.run(() -> session().rollback());
    }

    @Override
    public void recover() {
        RuntimeErrors.run(() -> session().recover());
    }

    /** In a mode other than CLIENT_ACKNOWLEDGE there is nothing to acknowledge, and nothing happens. */
    @Override
    public void acknowledge() {
        RuntimeErrors.run(() -> session().live().acknowledge());
    }

    @Override
    public final BytesMessage createBytesMessage() {
        return RuntimeErrors.get(() -> session().createBytesMessage());
    }

    @Override
    public final MapMessage createMapMessage() {
        return RuntimeErrors.get(() -> session().createMapMessage());
    }

    @Override
    public final Message createMessage() {
        return RuntimeErrors.get(() -> session().createMessage());
    }

    @Override
    public final StreamMessage createStreamMessage() {
        return RuntimeErrors.get(() -> session().createStreamMessage());
    }

    @Override
    public final ObjectMessage createObjectMessage() {
        return RuntimeErrors.get(() -> session().createObjectMessage());
    }

    @Override
    public final TextMessage createTextMessage() {
        return RuntimeErrors.get(() -> session().createTextMessage());
    }

    @Override
    public final ObjectMessage createObjectMessage(Serializable object) {
        return RuntimeErrors.get(() -> session().createObjectMessage(object));
    }

    @Override
    public final TextMessage createTextMessage(String text) {
        return RuntimeErrors.get(() -> session().createTextMessage(text));
    }

    // -------------------------------------------------------------------------------------- destinations

    @Override
    public final Queue createQueue(String name) {
        return RuntimeErrors.get(() -> session().createQueue(name));
    }

    @Override
    public final Topic createTopic(String name) {
        return RuntimeErrors.get(() -> session().createTopic(name));
    }

    @Override
    public final TemporaryQueue createTemporaryQueue() {
        return RuntimeErrors.get(() -> session().createTemporaryQueue());
    }

    @Override
    public final TemporaryTopic createTemporaryTopic() {
        return RuntimeErrors.get(() -> session().createTemporaryTopic());
    }

    @Override
    public final void unsubscribe(String name) {
        RuntimeErrors.run(() -> session().unsubscribe(name));
    }

    // --------------------------------------------------------------------------- producers, consumers

    @Override
    public final JMSProducer createProducer() {
        return RuntimeErrors.get(
                () -> new LeaseMQJMSProducer(session(), session().anonymousProducer()));
    }

    @Override
    public final JMSConsumer createConsumer(Destination destination) {
        return consumer(() -> session().createConsumer(destination));
    }

    @Override
    public final JMSConsumer createConsumer(Destination destination, String selector) {
        return consumer(() -> session().createConsumer(destination, selector));
    }

    @Override
    public final JMSConsumer createConsumer(Destination destination, String selector, boolean noLocal) {
        return consumer(() -> session().createConsumer(destination, selector, noLocal));
    }

    @Override
    public final JMSConsumer createDurableConsumer(Topic topic, String name) {
        return consumer(() -> session().createDurableConsumer(topic, name));
    }

    @Override
    public final JMSConsumer createDurableConsumer(Topic topic, String name, String selector, boolean noLocal) {
        return consumer(() -> session().createDurableConsumer(topic, name, selector, noLocal));
    }

    @Override
    public final JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
        return consumer(() -> session().createSharedDurableConsumer(topic, name));
    }

    @Override
    public final JMSConsumer createSharedDurableConsumer(Topic topic, String name, String selector) {
        return consumer(() -> session().createSharedDurableConsumer(topic, name, selector));
    }

    @Override
    public final JMSConsumer createSharedConsumer(Topic topic, String name) {
        return consumer(() -> session().createSharedConsumer(topic, name));
    }

    @Override
    public final JMSConsumer createSharedConsumer(Topic topic, String name, String selector) {
        return consumer(() -> session().createSharedConsumer(topic, name, selector));
    }

    private JMSConsumer consumer(RuntimeErrors.Call<MessageConsumer> creation) {
        return RuntimeErrors.get(() -> {
            JMSConsumer consumer = new LeaseMQJMSConsumer((LeaseMQConsumer) creation.get());
            startIfWanted();
            return consumer;
        });
    }

    private void startIfWanted() throws JMSException {
        if (autoStart) {
            connection().start();
        }
    }

    @Override
    public final QueueBrowser createBrowser(Queue queue) {
        return createBrowser(queue, null);
    }

    @Override
    public final QueueBrowser createBrowser(Queue queue, String selector) {
        return RuntimeErrors.get(() -> {
            QueueBrowser browser = session().createBrowser(queue, selector);
            startIfWanted();
            return browser;
        });
    }
}
