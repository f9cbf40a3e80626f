package org.leasemq.samples.jakartaee;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Hears of orders that were booked, by a subscription that outlasts the server. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/jms/topic/booked"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "invoiced"),
            @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true")
        })
public class InvoiceBean implements MessageListener {
    @EJB
    private Ledger ledger;

    @Override
    public void onMessage(Message message) {
        ledger.note("invoiced", BookingBean.text(message));
    }
}
