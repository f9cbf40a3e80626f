package org.leasemq.tck.several;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Sends what it gets to another queue in one transaction, with the name of the server that it runs in. */
public abstract class MovingBean implements MessageListener {
    private static final String SERVER = System.getProperty("leasemq.node");

    @Resource(name = "jms/LeaseMQ")
    private ConnectionFactory factory;

    /** To which queue. */
    protected abstract String queue();

    @Override
    public void onMessage(Message message) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(queue()), message.getBody(String.class) + "@" + SERVER);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
