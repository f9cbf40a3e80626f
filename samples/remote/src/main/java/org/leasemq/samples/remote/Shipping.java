package org.leasemq.samples.remote;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ships one order after the other. That an order is received and that its shipment is sent is one transaction: both have happened, or
 * neither has. So an order is shipped once, whatever is killed when.
 */
final class Shipping implements MessageListener {
    private static final Logger LOG = Logger.getLogger(Shipping.class.getName());

    private final Session session;
    private final MessageProducer shipments;
    private final String warehouse;

    Shipping(Session session, String warehouse) throws JMSException {
        this.session = session;
        this.shipments = session.createProducer(session.createQueue(Orders.SHIPMENTS));
        this.warehouse = warehouse;
    }

    @Override
    public void onMessage(Message order) {
        try {
            shipments.send(shipment(order));
            session.commit();
            Reports.shipped(order.getIntProperty(Orders.NUMBER));
        } catch (TransactionRolledBackException e) {
            LOG.log(Level.INFO, "The server has been started anew meanwhile, so the order comes again", e);
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.INFO, "The order comes again, until it has had its attempts", e);
            rollBack();
        }
    }

    private Message shipment(Message order) throws JMSException {
        String item = order.getBody(String.class);
        if (!item.equals("two coffees")) {
            throw new IllegalArgumentException("There never was " + item + " in this warehouse");
        }
        Message shipment = session.createTextMessage(item);
        shipment.setIntProperty(Orders.NUMBER, order.getIntProperty(Orders.NUMBER));
        shipment.setStringProperty(Orders.CUSTOMER, order.getStringProperty(Orders.CUSTOMER));
        shipment.setStringProperty(Orders.WAREHOUSE, warehouse);
        shipment.setIntProperty(Orders.ATTEMPT, order.getIntProperty("JMSXDeliveryCount"));
        return shipment;
    }

    private void rollBack() {
        try {
            session.rollback();
        } catch (JMSException e) {
            LOG.log(Level.WARNING, "The order comes again all the same, with the end of the session", e);
        }
    }
}
