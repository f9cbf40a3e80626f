package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import org.leasemq.jms.delivery.Fetcher;
import org.leasemq.jms.session.SessionCore;

/** A consumer of a queue. */
final class LeaseMQReceiver extends LeaseMQConsumer implements QueueReceiver {
    LeaseMQReceiver(SessionCore session, Fetcher fetcher) {
        super(session, fetcher);
    }

    @Override
    public Queue getQueue() throws JMSException {
        return (Queue) source().destination();
    }
}
