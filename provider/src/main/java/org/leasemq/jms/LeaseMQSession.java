package org.leasemq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.io.Serializable;
import org.leasemq.engine.EngineException;

/**
 * A session: an owner of leases. What its acknowledgement mode means is the business of its {@link Acknowledgement}. For one
 * thread at a time, except {@link #close}.
 */
sealed class LeaseMQSession implements QueueSession permits LeaseMQQueueSession {
    private final ConnectionCore connection;
    private final SessionCore inner;
    private final Live<SessionCore> core;

    LeaseMQSession(ConnectionCore connection, SessionCore core) {
        this.connection = connection;
        this.inner = core;
        this.core = new Live<>("The session", core);
    }

    // ------------------------------------------------------------------------------------- for the package

    final Gate gate() {
        return inner.gate();
    }

    final void start() {
        inner.gate().start();
    }

    final void stop() {
        inner.gate().stop();
    }

    final void refuseInListener(String what) throws JMSException {
        inner.gate().refuseInListener(what);
    }

    final void closeNow() {
        if (core.close() != null) {
            connection.remove(this);
            inner.close();
        }
    }

    final SessionCore live() throws JMSException {
        return core.get();
    }

    // ---------------------------------------------------------------------------------------- transactions

    @Override
    public boolean getTransacted() throws JMSException {
        return live().acknowledgement().mode() == Session.SESSION_TRANSACTED;
    }

    @Override
    public int getAcknowledgeMode() throws JMSException {
        return live().acknowledgement().mode();
    }

    @Override
    public void commit() throws JMSException {
        live().acknowledgement().commit();
    }

    @Override
    public void rollback() throws JMSException {
        SessionCore open = live();
        try {
            open.gate().withdrawUnseen();
            open.acknowledgement().rollback();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    @Override
    public void recover() throws JMSException {
        SessionCore open = live();
        try {
            open.gate().withdrawUnseen();
            open.acknowledgement().recover();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    @Override
    public void close() throws JMSException {
        if (core.peek() != null) {
            refuseInListener("Session.close");
            closeNow();
        }
    }

    // ------------------------------------------------------------------------- queues, producers, consumers

    @Override
    public Queue createQueue(String name) throws JMSException {
        SessionCore open = live();
        LeaseMQQueue queue = LeaseMQDestination.named(name);
        if (queue.spec().hasOptions()) {
            open.connection().queues().resolve(queue);
        }
        return queue;
    }

    @Override
    public MessageProducer createProducer(Destination destination) throws JMSException {
        return producer(destination);
    }

    @Override
    public QueueSender createSender(Queue queue) throws JMSException {
        return producer(queue);
    }

    private LeaseMQProducer producer(Destination destination) throws JMSException {
        SessionCore open = live();
        return new LeaseMQProducer(open, destination == null ? null : resolved(open, destination));
    }

    @Override
    public MessageConsumer createConsumer(Destination destination) throws JMSException {
        return consumer(destination, null);
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, String selector) throws JMSException {
        return consumer(destination, selector);
    }

    /** As without {@code noLocal}, which means nothing for queues. */
    @Override
    public MessageConsumer createConsumer(Destination destination, String selector, boolean noLocal)
            throws JMSException {
        return consumer(destination, selector);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue) throws JMSException {
        return consumer(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue, String selector) throws JMSException {
        return consumer(queue, selector);
    }

    private LeaseMQConsumer consumer(Destination destination, String selector) throws JMSException {
        SessionCore open = live();
        refuseSelector(selector);
        return new LeaseMQConsumer(open, open.openLine(resolved(open, destination)));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, String selector) throws JMSException {
        SessionCore open = live();
        refuseSelector(selector);
        return new LeaseMQBrowser(open, resolved(open, queue));
    }

    private static LeaseMQQueue resolved(SessionCore open, Destination destination) throws JMSException {
        LeaseMQQueue queue = LeaseMQDestination.queue(destination);
        open.connection().queues().resolve(queue);
        return queue;
    }

    private static void refuseSelector(String selector) throws JMSException {
        if (selector != null && !selector.isBlank()) {
            throw JmsErrors.unsupported("Message selectors");
        }
    }

    // -------------------------------------------------------------------------------------------- messages

    @Override
    public Message createMessage() throws JMSException {
        live();
        return new LeaseMQMessage();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        return createTextMessage(null);
    }

    @Override
    public TextMessage createTextMessage(String text) throws JMSException {
        live();
        return new LeaseMQTextMessage(text);
    }

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        live();
        return new LeaseMQBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        live();
        return new LeaseMQMapMessage();
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        live();
        return new LeaseMQStreamMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        live();
        return new LeaseMQObjectMessage();
    }

    @Override
    public ObjectMessage createObjectMessage(Serializable object) throws JMSException {
        ObjectMessage message = createObjectMessage();
        message.setObject(object);
        return message;
    }

    // --------------------------------------------------------------------------------------- not supported

    /** Refused: for application servers, which use the resource adapter. */
    @Override
    public MessageListener getMessageListener() throws JMSException {
        live();
        return null;
    }

    @Override
    public void setMessageListener(MessageListener listener) throws JMSException {
        live();
        throw JmsErrors.unsupported("Session message listeners");
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException(
                "Session message listeners are not supported by this version of LeaseMQ.");
    }

    @Override
    public Topic createTopic(String name) throws JMSException {
        throw noTopics();
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
        throw noTopics();
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name, String selector, boolean noLocal)
            throws JMSException {
        throw noTopics();
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
        throw noTopics();
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name, String selector, boolean noLocal)
            throws JMSException {
        throw noTopics();
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name) throws JMSException {
        throw noTopics();
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name, String selector) throws JMSException {
        throw noTopics();
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
        throw noTopics();
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name, String selector) throws JMSException {
        throw noTopics();
    }

    @Override
    public void unsubscribe(String name) throws JMSException {
        throw noTopics();
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        throw noTopics();
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        live();
        throw JmsErrors.unsupported("Temporary queues");
    }

    /** Why a method that concerns topics cannot be called. */
    JMSException noTopics() throws JMSException {
        live();
        return JmsErrors.unsupported("Topics and subscriptions");
    }
}
