package org.leasemq.tck.servers;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A bean with a durable subscription, and with properties spelled as other providers do. */
@MessageDriven(
        messageListenerInterface = MessageListener.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "news"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "reader"),
            @ActivationConfigProperty(propertyName = "clientID", propertyValue = "news-bean"),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false")
        })
public class NewsBean extends ReplyingBean {
    @Override
    protected void handle(Message message) throws JMSException {
        reply(message, "read: " + message.getBody(String.class));
    }
}
