package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.session.SessionCore;

/** A producer for topics. */
final class LeaseMQPublisher extends LeaseMQProducer implements TopicPublisher {
    LeaseMQPublisher(SessionCore session, LeaseMQDestination topic) {
        super(session, topic);
    }

    @Override
    public Topic getTopic() throws JMSException {
        return (Topic) getDestination();
    }

    @Override
    public void publish(Message message) throws JMSException {
        send(message);
    }

    @Override
    public void publish(Message message, int mode, int level, long life) throws JMSException {
        send(message, mode, level, life);
    }

    @Override
    public void publish(Topic to, Message message) throws JMSException {
        send(to, message);
    }

    @Override
    public void publish(Topic to, Message message, int mode, int level, long life) throws JMSException {
        send(to, message, mode, level, life);
    }
}
