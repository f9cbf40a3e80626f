package org.leasemq.tck.kills;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;

/** Receives a message, adds a row, sends a message: one transaction. A message may say where the server is to die meanwhile. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "in"),
            @ActivationConfigProperty(propertyName = "redeliveryDelay", propertyValue = "0")
        })
public class MovingBean implements MessageListener {
    @Resource(name = "connections", lookup = "java:/jms/LeaseMQ")
    private ConnectionFactory connections;

    @EJB
    private Transactions transactions;

    @EJB
    private Table table;

    @Override
    public void onMessage(Message message) {
        try {
            String id = message.getBody(String.class);
            String point = message.getJMSRedelivered() ? null : message.getStringProperty("death");
            Death death = point == null ? null : transactions.death(Death.Point.of(point));
            boolean early = message.getBooleanProperty("early");
            if (death != null && early) {
                transactions.current().enlistResource(death);
            }
            table.add(id);
            try (JMSContext context = connections.createContext()) {
                context.createProducer().send(context.createQueue("out"), id);
            }
            if (death != null) {
                if (!early) {
                    transactions.current().enlistResource(death);
                }
                death.at(Death.Point.IN_BEAN);
                if (Death.Point.of(point) == Death.Point.BEFORE_ROLLBACK) {
                    transactions.current().setRollbackOnly();
                }
            }
        } catch (JMSException | SystemException | RollbackException e) {
            throw new IllegalStateException(e);
        }
    }
}
