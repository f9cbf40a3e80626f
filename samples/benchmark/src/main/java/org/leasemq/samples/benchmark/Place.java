package org.leasemq.samples.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/**
 * Where messages are sent and received.
 *
 * @param name name of the queue or topic
 * @param subscription the durable subscription of the topic; null for a queue
 */
record Place(String name, String subscription) {

    Destination in(Session session) throws JMSException {
        return subscription == null ? session.createQueue(name) : session.createTopic(name);
    }

    MessageConsumer consumer(Session session) throws JMSException {
        return subscription == null
                ? session.createConsumer(session.createQueue(name))
                : session.createSharedDurableConsumer(session.createTopic(name), subscription);
    }

    void subscribe(ConnectionFactory factory) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            consumer(session).close();
        }
    }

    void unsubscribe(ConnectionFactory factory) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            session.unsubscribe(subscription);
        }
    }
}
