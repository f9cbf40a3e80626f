package org.leasemq.samples.remote;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * Sends orders. While the server is away a send waits, and goes on when it is there again; one that has returned has happened once.
 * Only if the server stays away for longer than {@code reconnect-timeout} it throws an exception. Then nobody knows whether that order
 * is there, and to send it again is harmless: its number is its deduplication id.
 */
public final class Shop {
    private static final int CUSTOMERS = 40;
    private static final int UNKNOWN_ITEMS = 500;

    private Shop() {}

    /** @param arguments the server; and how many orders there are */
    public static void main(String[] arguments) throws JMSException {
        try (LeaseMQConnectionFactory factory = Orders.at(arguments[0]);
                Connection connection = factory.createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(Orders.ORDERS))) {
            int count = Integer.parseInt(arguments[1]);
            for (int number = 0; number < count; number++) {
                producer.send(order(session, number));
                Reports.sent(number);
            }
        }
    }

    private static TextMessage order(Session session, int number) throws JMSException {
        TextMessage order = session.createTextMessage(isUnknown(number) ? "a unicorn" : "two coffees");
        order.setIntProperty(Orders.NUMBER, number);
        order.setStringProperty(Orders.CUSTOMER, customer(number));
        order.setStringProperty("JMSXGroupID", customer(number));
        order.setStringProperty("JMS_SQS_DeduplicationId", String.valueOf(number));
        return order;
    }

    /** Who sends an order. */
    public static String customer(int number) {
        return "customer " + number * 7 % CUSTOMERS;
    }

    /** Whether it asks for what no warehouse has. */
    public static boolean isUnknown(int number) {
        return number % UNKNOWN_ITEMS == 99;
    }
}
