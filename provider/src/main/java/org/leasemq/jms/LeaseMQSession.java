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
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.io.Serializable;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.delivery.Fetcher;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.Sources;
import org.leasemq.jms.destination.SubscriptionKey.Kind;
import org.leasemq.jms.destination.TopicDestination;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.message.Messages;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.ConnectionServices;
import org.leasemq.jms.session.OpenSession;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.jms.session.SessionFace;

/**
 * A session: an owner of leases. What its acknowledgement mode means is the business of its {@link Acknowledgement}. For one
 * thread at a time, except {@link #close}.
 */
sealed class LeaseMQSession implements QueueSession, TopicSession, SessionFace
        permits LeaseMQQueueSession, LeaseMQTopicSession, LeaseMQXASession {
    private final ConnectionServices connection;
    private final OpenSession session;

    LeaseMQSession(ConnectionCore connection, OpenSession session) {
        this.connection = connection.services();
        this.session = session;
    }

    @Override
    public final SessionCore live() throws JMSException {
        return session.live();
    }

    final void refuseInServer(String what) throws JMSException {
        connection.refuseInServer(what);
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
        SessionCore open = live();
        open.delivery().refuseInCompletion("Session.commit");
        open.soleUse().enter("commit");
        try {
            open.asyncSends().awaitAll();
            open.acknowledgement().commit();
        } finally {
            open.soleUse().leave();
        }
    }

    @Override
    public void rollback() throws JMSException {
        SessionCore open = live();
        open.delivery().refuseInCompletion("Session.rollback");
        open.soleUse().enter("rollback");
        try {
            open.asyncSends().awaitAll();
            open.delivery().withdrawUnseen();
            open.acknowledgement().rollback();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        } finally {
            open.soleUse().leave();
        }
    }

    @Override
    public void recover() throws JMSException {
        SessionCore open = live();
        try {
            open.delivery().withdrawUnseen();
            open.acknowledgement().recover();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    @Override
    public void close() throws JMSException {
        if (session.peek() != null) {
            session.refuseInListener("Session.close");
            session.close();
        }
    }

    // ---------------------------------------------------------------------------------------------- queues

    /** The working part, for what concerns queues; a session that has none refuses. */
    SessionCore forQueues(String method) throws JMSException {
        return live();
    }

    @Override
    public Queue createQueue(String name) throws JMSException {
        SessionCore open = forQueues("createQueue");
        QueueDestination queue = open.connection().destinations().queue(name);
        if (queue.spec().hasOptions()) {
            open.connection().queues().resolve(queue);
        }
        return queue;
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        return forQueues("createTemporaryQueue").connection().temporaries().createQueue();
    }

    @Override
    public QueueSender createSender(Queue queue) throws JMSException {
        SessionCore open = live();
        return new LeaseMQSender(open, queue == null ? null : open.resolved(queue));
    }

    @Override
    public QueueReceiver createReceiver(Queue queue) throws JMSException {
        return createReceiver(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue, String selector) throws JMSException {
        SessionCore open = live();
        return new LeaseMQReceiver(open, open.open(open.connection().sources().open(queue, selector, false)));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, String selector) throws JMSException {
        SessionCore open = forQueues("createBrowser");
        if (!(open.resolved(queue) instanceof QueueDestination own)) {
            throw JmsErrors.invalidDestination("Only queues can be browsed.", null);
        }
        return new LeaseMQBrowser(open, own, Sources.selector(selector));
    }

    // ------------------------------------------------------------------------------ producers and consumers

    @Override
    public MessageProducer createProducer(Destination destination) throws JMSException {
        SessionCore open = live();
        LeaseMQDestination own = destination == null ? null : open.resolved(destination);
        return own instanceof TopicDestination ? new LeaseMQPublisher(open, own) : new LeaseMQSender(open, own);
    }

    final LeaseMQProducer anonymousProducer() throws JMSException {
        return new LeaseMQSender(live(), null);
    }

    @Override
    public MessageConsumer createConsumer(Destination destination) throws JMSException {
        return createConsumer(destination, null, false);
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, String selector) throws JMSException {
        return createConsumer(destination, selector, false);
    }

    /** {@code noLocal} means nothing for queues. */
    @Override
    public MessageConsumer createConsumer(Destination destination, String selector, boolean noLocal)
            throws JMSException {
        SessionCore open = live();
        return consumer(open, open.connection().sources().open(destination, selector, noLocal));
    }

    private static LeaseMQConsumer consumer(SessionCore open, Source source) throws JMSException {
        Fetcher fetcher = open.open(source);
        return source.destination() instanceof TopicDestination
                ? new LeaseMQSubscriber(open, fetcher)
                : new LeaseMQReceiver(open, fetcher);
    }

    // ---------------------------------------------------------------------------------------------- topics

    /** The working part, for what concerns topics; a session that has none refuses. */
    SessionCore forTopics(String method) throws JMSException {
        return live();
    }

    @Override
    public Topic createTopic(String name) throws JMSException {
        return forTopics("createTopic").connection().destinations().topic(name);
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        return forTopics("createTemporaryTopic").connection().temporaries().createTopic();
    }

    @Override
    public TopicPublisher createPublisher(Topic topic) throws JMSException {
        SessionCore open = forTopics("createPublisher");
        return new LeaseMQPublisher(open, topic == null ? null : open.resolved(topic));
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
        return createSubscriber(topic, null, false);
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic, String selector, boolean noLocal) throws JMSException {
        SessionCore open = forTopics("createSubscriber");
        Source source = open.connection().sources().open(topic, selector, noLocal);
        return new LeaseMQSubscriber(open, open.open(source));
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
        return createDurableSubscriber(topic, name, null, false);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name, String selector, boolean noLocal)
            throws JMSException {
        return subscriber("createDurableSubscriber", Kind.DURABLE, topic, name, selector, noLocal);
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
        return createDurableConsumer(topic, name, null, false);
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name, String selector, boolean noLocal)
            throws JMSException {
        return subscriber("createDurableConsumer", Kind.DURABLE, topic, name, selector, noLocal);
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name) throws JMSException {
        return createSharedConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name, String selector) throws JMSException {
        return subscriber("createSharedConsumer", Kind.SHARED, topic, name, selector, false);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
        return createSharedDurableConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name, String selector) throws JMSException {
        return subscriber("createSharedDurableConsumer", Kind.SHARED_DURABLE, topic, name, selector, false);
    }

    private LeaseMQSubscriber subscriber(
            String method, Kind kind, Topic topic, String name, String selector, boolean noLocal) throws JMSException {
        SessionCore open = forTopics(method);
        Source source = open.connection().subscription(kind, topic, name, selector, noLocal);
        return new LeaseMQSubscriber(open, open.open(source));
    }

    @Override
    public void unsubscribe(String name) throws JMSException {
        ConnectionServices used = forTopics("unsubscribe").connection();
        used.subscriptions().unsubscribe(used.clientId(), name);
    }

    // -------------------------------------------------------------------------------------------- messages

    @Override
    public Message createMessage() throws JMSException {
        live();
        return Messages.plain();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        return createTextMessage(null);
    }

    @Override
    public TextMessage createTextMessage(String text) throws JMSException {
        live();
        return Messages.text(text);
    }

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        live();
        return Messages.bytes();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        live();
        return Messages.map();
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        live();
        return Messages.stream();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        live();
        return Messages.object();
    }

    @Override
    public ObjectMessage createObjectMessage(Serializable object) throws JMSException {
        ObjectMessage message = createObjectMessage();
        message.setObject(object);
        return message;
    }

    // --------------------------------------------------------------------------------- application servers

    @Override
    public MessageListener getMessageListener() throws JMSException {
        return live().loaded().listener();
    }

    /** The listener that {@link #run} hands messages to; they come from a connection consumer. */
    @Override
    public void setMessageListener(MessageListener listener) throws JMSException {
        refuseInServer("Session.setMessageListener");
        live().loaded().setListener(listener);
    }

    @Override
    public void run() {
        SessionCore open = session.peek();
        if (open == null) {
            return; // a pool may start a session that its connection has closed: what it was loaded with has gone back
        }
        try {
            open.loaded().run();
        } catch (JMSException e) {
            connection.report(e);
        }
    }
}
