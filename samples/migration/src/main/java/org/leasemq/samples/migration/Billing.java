package org.leasemq.samples.migration;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import javax.naming.Context;
import javax.naming.NamingException;

/** Takes invoices by Jakarta Messaging. */
public final class Billing {
    private static final long PATIENCE_MILLIS = 30_000;

    private final ConnectionFactory factory;
    private final Queue invoices;

    @SuppressWarnings("BanJNDI") // the names are the application's own
    public Billing(Context names) throws NamingException {
        factory = (ConnectionFactory) names.lookup("shop");
        invoices = (Queue) names.lookup("invoices");
    }

    /** Waits for an invoice and bills it. */
    public String bill() throws JMSException {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = context.createConsumer(invoices)) {
            Message invoice = consumer.receive(PATIENCE_MILLIS);
            String bill = invoice.getStringProperty("customer") + " pays for " + invoice.getBody(String.class);
            context.commit();
            return bill;
        }
    }
}
