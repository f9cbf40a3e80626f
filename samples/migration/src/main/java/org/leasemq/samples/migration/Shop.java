package org.leasemq.samples.migration;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import javax.naming.Context;
import javax.naming.NamingException;

/** Sends invoices. Knows nothing but Jakarta Messaging and two names in JNDI. */
public final class Shop {
    private final ConnectionFactory factory;
    private final Queue invoices;

    @SuppressWarnings("BanJNDI") // the names are the application's own
    public Shop(Context names) throws NamingException {
        factory = (ConnectionFactory) names.lookup("shop");
        invoices = (Queue) names.lookup("invoices");
    }

    /** Sends invoices to a customer, all or none. */
    public void sell(String customer, String... articles) throws JMSException {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            for (String article : articles) {
                TextMessage invoice = context.createTextMessage(article);
                invoice.setStringProperty("customer", customer);
                context.createProducer().send(invoices, invoice);
            }
            context.commit();
        }
    }
}
