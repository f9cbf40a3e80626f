package org.leasemq.tck.quarkus;

import io.quarkiverse.ironjacamar.ResourceEndpoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.transaction.Transactional;

/** Books orders: the message, a row and another message are one transaction. */
@Singleton
@ResourceEndpoint(activationSpecConfigKey = "orders")
public class BookingEndpoint implements MessageListener {
    @Inject
    ConnectionFactory connections;

    @Inject
    Ledger ledger;

    @Override
    @Transactional
    public void onMessage(Message message) {
        try (JMSContext context = connections.createContext()) {
            String order = message.getBody(String.class);
            ledger.note("booked", order);
            context.createProducer().send(context.createQueue("booked"), order);
            if (order.startsWith("bad")) {
                throw new IllegalArgumentException("Nobody can book " + order);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("The order cannot be read", e);
        }
    }
}
