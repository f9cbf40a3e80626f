package org.leasemq.samples.jakartaee;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Topic;

/**
 * Books orders and tells about it. Message, row and publication are one transaction; an order that cannot be booked is tried
 * three times and then goes to the dead-letter queue.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/jms/queue/orders"),
            @ActivationConfigProperty(propertyName = "maxSessions", propertyValue = "4"),
            @ActivationConfigProperty(propertyName = "maxReceiveCount", propertyValue = "3"),
            @ActivationConfigProperty(propertyName = "deadLetterQueue", propertyValue = "orders-dead.fifo"),
            @ActivationConfigProperty(propertyName = "redeliveryDelay", propertyValue = "100ms")
        })
public class BookingBean implements MessageListener {
    @Resource(lookup = "java:/jms/LeaseMQ")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/topic/booked")
    private Topic booked;

    @EJB
    private Ledger ledger;

    @Override
    public void onMessage(Message message) {
        String order = text(message);
        ledger.note("booked", order);
        try (JMSContext messages = connections.createContext()) {
            messages.createProducer().send(booked, order);
        }
        if (order.startsWith("bad")) {
            throw new IllegalArgumentException("Nobody can book " + order);
        }
    }

    static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException("The message has no text", e);
        }
    }
}
