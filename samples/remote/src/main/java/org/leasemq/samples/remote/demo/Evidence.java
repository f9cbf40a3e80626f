package org.leasemq.samples.remote.demo;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.leasemq.samples.remote.Orders;

/**
 * What is in the queues, in their order.
 *
 * @param shipments what was shipped
 * @param deadLetters numbers of the orders in the dead-letter queue
 * @param leftOver numbers of the orders still in their queue
 */
record Evidence(List<Shipment> shipments, List<Integer> deadLetters, List<Integer> leftOver) {
    /**
     * One shipment.
     *
     * @param order its number
     * @param attempt which delivery of the order it was, from 1
     */
    record Shipment(int order, String customer, String warehouse, int attempt) {
        static Shipment of(Message message) throws JMSException {
            return new Shipment(
                    message.getIntProperty(Orders.NUMBER),
                    message.getStringProperty(Orders.CUSTOMER),
                    message.getStringProperty(Orders.WAREHOUSE),
                    message.getIntProperty(Orders.ATTEMPT));
        }
    }

    /** Reads the queues and leaves everything in them. */
    static Evidence read(ConnectionFactory factory) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            return new Evidence(
                    browse(session, Orders.SHIPMENTS, Shipment::of),
                    browse(session, Orders.DEAD_LETTERS, message -> message.getIntProperty(Orders.NUMBER)),
                    browse(session, Orders.ORDERS, message -> message.getIntProperty(Orders.NUMBER)));
        }
    }

    private static <T> List<T> browse(Session session, String queue, Reader<T> reader) throws JMSException {
        List<T> found = new ArrayList<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                found.add(reader.read((Message) messages.nextElement()));
            }
        }
        return List.copyOf(found);
    }

    private interface Reader<T> {
        T read(Message message) throws JMSException;
    }

    /** Orders that nobody will work on any more. */
    int done() {
        return shipments.size() + deadLetters.size();
    }
}
