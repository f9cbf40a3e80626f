package org.leasemq.tck.servers;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A bean with a selector. */
@MessageDriven(
        messageListenerInterface = MessageListener.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "choice"),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "colour = 'red'")
        })
public class ChoosyBean extends ReplyingBean {
    @Override
    protected void handle(Message message) throws JMSException {
        reply(message, "chosen: " + message.getBody(String.class));
    }
}
