package org.leasemq.tck.servers;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A bean that can handle nothing, and gives up after the second delivery. */
@MessageDriven(
        messageListenerInterface = MessageListener.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "poison"),
            @ActivationConfigProperty(propertyName = "maxReceiveCount", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "deadLetterQueue", propertyValue = "poison-dead"),
            @ActivationConfigProperty(propertyName = "redeliveryDelay", propertyValue = "0s")
        })
public class PoisonedBean implements MessageListener {
    @Override
    public void onMessage(Message message) {
        throw new EJBException("as expected by the test");
    }
}
