package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Sent;
import org.leasemq.engine.Target;

/**
 * A message that is about to be sent.
 *
 * @param to where to
 * @param content what the engine gets, taken when the application called
 * @param own the message
 * @param given what the application gave, which is another object if it is of another provider
 * @param timeToLive in milliseconds, 0 for ever
 */
record Dispatch(Target to, NewMessage content, LeaseMQMessage own, Message given, long timeToLive) {

    void send(SessionCore session) throws JMSException {
        sent(session.acknowledgement().send(to, content));
    }

    /** Tells the application's message what became of it. */
    void sent(Sent sent) throws JMSException {
        own.setId(sent.id());
        own.setJMSTimestamp(sent.sentAt());
        own.setJMSDeliveryTime(sent.visibleAt());
        own.setJMSExpiration(timeToLive == 0 ? 0 : sent.sentAt() + timeToLive);
        if (own != given) {
            ForeignMessages.writeBack(own, given);
        }
    }
}
