package org.leasemq.samples.migrationserver;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Takes invoices, by the properties that ActiveMQ's adapter has. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "invoices"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge"),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "customer IS NOT NULL"),
            @ActivationConfigProperty(propertyName = "maxSessions", propertyValue = "4"),
            @ActivationConfigProperty(propertyName = "maximumRedeliveries", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "initialRedeliveryDelay", propertyValue = "100")
        })
public class Billing implements MessageListener {
    @EJB
    private Bills bills;

    @Override
    public void onMessage(Message invoice) {
        try {
            bills.add(invoice.getStringProperty("customer") + " pays for " + invoice.getBody(String.class));
        } catch (JMSException e) {
            throw new IllegalStateException("The invoice cannot be read", e);
        }
    }
}
