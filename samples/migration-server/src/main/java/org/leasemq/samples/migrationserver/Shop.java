package org.leasemq.samples.migrationserver;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

/** Sells articles. Their invoices are part of the transaction of the sale. */
@Stateless
public class Shop {
    @Resource(lookup = "java:/jms/Shop")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/invoices")
    private Queue invoices;

    /** Sends an invoice for each article, all or none: one that does not exist rolls the sale back. */
    public void sell(String customer, String... articles) {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(invoices)) {
            for (String article : articles) {
                TextMessage invoice = session.createTextMessage(article);
                invoice.setStringProperty("customer", customer);
                producer.send(invoice);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("The invoices for " + customer + " cannot be sent", e);
        }
        if (articles[articles.length - 1].equals("nothing")) {
            throw new IllegalArgumentException("Nothing cannot be sold");
        }
    }
}
