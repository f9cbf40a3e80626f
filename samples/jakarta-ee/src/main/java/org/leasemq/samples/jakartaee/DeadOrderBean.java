package org.leasemq.samples.jakartaee;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Notes the orders that could not be booked. */
@MessageDriven(
        activationConfig = @ActivationConfigProperty(propertyName = "destination", propertyValue = "orders-dead.fifo"))
public class DeadOrderBean implements MessageListener {
    @EJB
    private Ledger ledger;

    @Override
    public void onMessage(Message message) {
        ledger.note("dead", BookingBean.text(message));
    }
}
