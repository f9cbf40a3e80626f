package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** The code in the pages of docs. */
class GuideTest {

    @Test
    void aMessageNamesItsGroupAndItsDeduplicationId() throws JMSException {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:guide-groups");
                Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            Message departure = session.createTextMessage("gate 22");
            departure.setStringProperty("JMSXGroupID", "ATL");
            departure.setStringProperty("JMS_SQS_DeduplicationId", "DL 1183, 2001-01-01");
            session.createProducer(session.createQueue("departures.fifo")).send(departure);

            session.createProducer(session.createQueue("departures.fifo")).send(departure);
            connection.start();
            MessageConsumer departures = session.createConsumer(session.createQueue("departures.fifo"));
            assertEquals("ATL", departures.receiveNoWait().getStringProperty("JMSXGroupID"));
            assertNull(departures.receiveNoWait());
        }
    }

    @Test
    void aMessageIsProcessedAndItsResultSentInOneTransaction() throws JMSException {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:guide-transaction");
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("two coffees"));
            session.commit();
            connection.start();
            MessageConsumer orders = session.createConsumer(session.createQueue("orders"));
            MessageProducer results = session.createProducer(session.createQueue("results"));

            Message order = orders.receive();
            try {
                results.send(session.createTextMessage("done: " + order.getBody(String.class)));
                session.commit();
            } catch (JMSException e) {
                session.rollback();
                throw e;
            }

            MessageConsumer made = session.createConsumer(session.createQueue("results"));
            assertEquals("done: two coffees", made.receiveNoWait().getBody(String.class));
            assertNull(orders.receiveNoWait());
        }
    }

    @Test
    void aTestHasAnEngineInMemory() throws JMSException {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:orders-test");
                Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("two coffees"));
            connection.start();
            MessageConsumer orders = session.createConsumer(session.createQueue("orders"));
            assertEquals("two coffees", orders.receive(1_000).getBody(String.class));
        }
    }

    @Test
    @SuppressWarnings("BanJNDI") // the names are our own
    void connectionFactoriesAndQueuesAreFoundByName() throws NamingException, JMSException {
        Properties environment = new Properties();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "org.leasemq.jms.jndi.LeaseMQInitialContextFactory");
        environment.put(Context.PROVIDER_URL, "leasemq:mem:orders-by-name");
        Context context = new InitialContext(environment);
        ConnectionFactory factory = (ConnectionFactory) context.lookup("ConnectionFactory");
        Queue orders = (Queue) context.lookup("dynamicQueues/orders");
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            session.createProducer(orders).send(session.createTextMessage("two coffees"));
        } finally {
            context.close();
        }
    }
}
