package org.leasemq.samples.jakartaee;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;

/** Takes orders: a row and a message in one transaction. */
@Stateless
public class Orders {
    @Resource(lookup = "java:/jms/LeaseMQ")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/orders")
    private Queue queue;

    @EJB
    private Ledger ledger;

    /** Places an order. Those of a customer are worked on in their sequence. */
    public void place(String customer, String order) {
        ledger.note("placed", order);
        try (JMSContext messages = connections.createContext()) {
            messages.createProducer()
                    .setProperty("JMSXGroupID", customer)
                    .setProperty("JMS_SQS_DeduplicationId", order)
                    .send(queue, order);
        }
    }
}
