package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.session.SessionCore;

/** A producer for queues. */
final class LeaseMQSender extends LeaseMQProducer implements QueueSender {
    LeaseMQSender(SessionCore session, LeaseMQDestination queue) {
        super(session, queue);
    }

    @Override
    public Queue getQueue() throws JMSException {
        return (Queue) getDestination();
    }

    @Override
    public void send(Queue to, Message message) throws JMSException {
        send((jakarta.jms.Destination) to, message);
    }

    @Override
    public void send(Queue to, Message message, int mode, int level, long life) throws JMSException {
        send((jakarta.jms.Destination) to, message, mode, level, life);
    }
}
