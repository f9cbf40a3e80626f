package org.leasemq.tck.servers;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A bean whose transactions are the container's. What is to fail is answered, then rolled back, at its first delivery. */
@MessageDriven(
        messageListenerInterface = MessageListener.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "echo"),
            @ActivationConfigProperty(propertyName = "redeliveryDelay", propertyValue = "0s")
        })
public class EchoBean extends ReplyingBean {
    @Resource
    private MessageDrivenContext bean;

    @Override
    protected void handle(Message message) throws JMSException {
        int deliveries = deliveries(message);
        reply(message, message.getBody(String.class) + " " + deliveries + " " + message.getJMSRedelivered());
        if (deliveries == 1 && message.getBody(String.class).equals("fail")) {
            bean.setRollbackOnly();
        }
    }
}
