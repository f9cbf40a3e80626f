package org.leasemq.tck.several;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;

/** Sends and receives, each time in a transaction of its own. */
@Stateless
public class Queues {
    private static final long WAIT_MILLIS = 60_000;

    @Resource(name = "jms/LeaseMQ")
    private ConnectionFactory factory;

    /** To a queue, or to a topic. */
    public void send(String name, boolean topic, String text) {
        try (JMSContext context = factory.createContext()) {
            Destination destination = topic ? context.createTopic(name) : context.createQueue(name);
            context.createProducer().send(destination, text);
        }
    }

    /** Null if nothing comes. */
    public String receive(String queue) {
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveBody(String.class, WAIT_MILLIS);
        }
    }
}
