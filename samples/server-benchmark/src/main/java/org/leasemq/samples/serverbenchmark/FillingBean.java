package org.leasemq.samples.serverbenchmark;

import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;

/** Fills queues, some messages in each transaction. */
@Stateless
public class FillingBean {
    /** Sends messages of 1 KB. */
    public void send(ConnectionFactory factory, Destination queue, int count) {
        String text = "0123456789abcdef".repeat(64);
        try (JMSContext context = factory.createContext()) {
            JMSProducer producer = context.createProducer();
            for (int i = 0; i < count; i++) {
                producer.send(queue, text);
            }
        }
    }
}
