package org.leasemq.tck.servers;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import java.util.ArrayList;
import java.util.List;

/** Sends, receives and asks, by the factory of the application's environment. */
@Stateless
public class Client {
    /** How long something may take that happens, and what nobody waits for otherwise. */
    private static final long WAIT_MILLIS = 20_000;
    /** How long something is waited for that is not to happen. */
    private static final long SHORT_WAIT_MILLIS = 300;

    @Resource(name = "jms/LeaseMQ")
    private ConnectionFactory factory;

    @Resource(name = "jms/orders")
    private Queue orders;

    @Resource
    private EJBContext ejb;

    /** Sends in a transaction of its own, which is committed or rolled back. */
    public void send(String queue, String text, boolean rollBack) {
        sendBy(factory, queue, text, rollBack);
    }

    /** The queue that the server's administrator has set up. */
    public Queue orders() {
        return orders;
    }

    /** As {@link #send}, by another factory. */
    public void sendBy(ConnectionFactory other, String queue, String text, boolean rollBack) {
        try (JMSContext context = other.createContext()) {
            context.createProducer().send(context.createQueue(queue), text);
        }
        if (rollBack) {
            ejb.setRollbackOnly();
        }
    }

    /** Receives in a transaction of its own, which is committed or rolled back. */
    public String receive(String queue, boolean rollBack) {
        String text = receiveBy(factory, queue);
        if (rollBack) {
            ejb.setRollbackOnly();
        }
        return text;
    }

    /** As {@link #receive}, committed, by another factory. */
    public String receiveBy(ConnectionFactory other, String queue) {
        try (JMSContext context = other.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveBody(String.class, WAIT_MILLIS);
        }
    }

    /** Is there no message? */
    public boolean isEmpty(String queue) {
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receive(SHORT_WAIT_MILLIS) == null;
        }
    }

    /** Sends requests to a queue, without a transaction, and returns as many replies, in the order in which they come. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<String> ask(String queue, Request... requests) {
        try (JMSContext context = factory.createContext()) {
            return ask(context, context.createQueue(queue), requests);
        }
    }

    /** As {@link #ask}, of those who subscribe to a topic. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<String> askTopic(String topic, Request... requests) {
        try (JMSContext context = factory.createContext()) {
            return ask(context, context.createTopic(topic), requests);
        }
    }

    private static List<String> ask(JMSContext context, Destination destination, Request... requests) {
        TemporaryQueue replies = context.createTemporaryQueue();
        try (JMSConsumer consumer = context.createConsumer(replies)) {
            for (Request request : requests) {
                JMSProducer producer = context.createProducer().setJMSReplyTo(replies);
                request.properties().forEach(producer::setProperty);
                producer.send(destination, request.text());
            }
            List<String> received = new ArrayList<>();
            for (int i = 0; i < requests.length; i++) {
                received.add(consumer.receiveBody(String.class, WAIT_MILLIS));
            }
            return received;
        }
    }
}
