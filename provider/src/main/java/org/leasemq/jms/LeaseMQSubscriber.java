package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.leasemq.jms.delivery.Fetcher;
import org.leasemq.jms.session.SessionCore;

/** A consumer of a topic. */
final class LeaseMQSubscriber extends LeaseMQConsumer implements TopicSubscriber {
    LeaseMQSubscriber(SessionCore session, Fetcher fetcher) {
        super(session, fetcher);
    }

    @Override
    public Topic getTopic() throws JMSException {
        return (Topic) source().destination();
    }

    @Override
    public boolean getNoLocal() throws JMSException {
        return source().noLocal();
    }
}
