package org.leasemq.tck.servers;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.transaction.UserTransaction;

/** Uses one connection for several transactions, one after the other. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class LongConnection {
    private static final long WAIT_MILLIS = 20_000;

    @Resource(name = "jms/LeaseMQ")
    private ConnectionFactory factory;

    @Resource
    private UserTransaction transaction;

    /** Sends in one transaction, rolls back what it receives in the next, and receives again in a third. */
    public String receiveAgain(String name, String text) throws Exception {
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue(name);
            JMSProducer producer = context.createProducer();
            transaction.begin();
            producer.send(queue, text);
            transaction.commit();
            try (JMSConsumer consumer = context.createConsumer(queue)) {
                transaction.begin();
                consumer.receiveBody(String.class, WAIT_MILLIS);
                transaction.rollback();
                transaction.begin();
                String again = consumer.receiveBody(String.class, WAIT_MILLIS);
                transaction.commit();
                return again;
            }
        }
    }
}
