package org.leasemq.tck.servers;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Beans of which one can answer the first message of a group only while another is at that of another group. */
@MessageDriven(
        messageListenerInterface = MessageListener.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "groups"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
        })
public class GroupsBean extends ReplyingBean {
    @EJB
    private Meeting meeting;

    @Override
    protected void handle(Message message) throws JMSException {
        String text = message.getBody(String.class);
        if (text.equals("0")) {
            meeting.waitForTheOther();
        }
        reply(message, message.getStringProperty("JMSXGroupID") + text);
    }
}
