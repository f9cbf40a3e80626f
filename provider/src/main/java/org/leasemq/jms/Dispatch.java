package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.function.Supplier;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.destination.Queues;
import org.leasemq.jms.error.JmsErrors;

/**
 * A message that is about to be sent.
 *
 * @param queues makes the queue again that it is sent to
 * @param in what the call that sends it began in; null for no transaction branch
 * @param destination where to
 * @param to the same, as the engine knows it
 * @param content what the engine gets, taken when the application called
 * @param own the message
 * @param given what the application gave, which is another object if it is of another provider
 */
record Dispatch(
        Queues queues,
        Enlistment in,
        LeaseMQDestination destination,
        Target to,
        org.leasemq.engine.model.Message content,
        LeaseMQMessage own,
        Message given) {

    /** Asks the engine. A queue that was deleted since the producer was made is made again, as for a new producer. */
    <T> T ask(Supplier<T> question) throws JMSException {
        try {
            return question.get();
        } catch (EngineException.NoSuchQueue e) {
            return askAgain(question, e);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private <T> T askAgain(Supplier<T> question, EngineException.NoSuchQueue refusal) throws JMSException {
        if (!(destination instanceof QueueDestination queue)) {
            throw JmsErrors.of(refusal);
        }
        queues.resolve(queue);
        try {
            return question.get();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** Tells the application's message what became of it. It has been sent: whatever its object does changes nothing. */
    void sent(Sent sent) {
        own.setId(sent.id());
        own.setJMSTimestamp(sent.sentAt());
        own.setJMSDeliveryTime(sent.visibleAt());
        own.setJMSExpiration(content.life() == 0 ? 0 : sent.sentAt() + content.life());
        if (own != given) {
            ForeignMessages.writeBack(own, given);
        }
    }
}
