package org.leasemq.tck.servers;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Answers those who ask, in the transaction that there is. */
public abstract class ReplyingBean implements MessageListener {
    @Resource(name = "jms/LeaseMQ")
    private ConnectionFactory factory;

    /** Handles one message. */
    protected abstract void handle(Message message) throws JMSException;

    @Override
    public void onMessage(Message message) {
        try {
            handle(message);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    protected void reply(Message request, String text) throws JMSException {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(request.getJMSReplyTo(), text);
        }
    }

    protected static int deliveries(Message message) throws JMSException {
        return message.getIntProperty("JMSXDeliveryCount");
    }
}
