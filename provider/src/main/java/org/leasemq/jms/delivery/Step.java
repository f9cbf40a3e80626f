package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.List;

/**
 * What the thread that runs a session's listeners does next, as its {@link DeliveryMonitor} says.
 *
 * @param <C> consumers
 * @param <M> messages
 */
sealed interface Step<C, M> {

    /** Hand a message to a listener, which counts as running from now on. */
    record Hand<C, M>(MessageListener listener, M message) implements Step<C, M> {}

    /** Ask for messages for these consumers. */
    record Ask<C, M>(List<C> consumers) implements Step<C, M> {}

    /** Tell why nothing comes. */
    record Tell<C, M>(JMSException failure) implements Step<C, M> {}

    /** Make use of the time: there is nothing to hand over at the moment. */
    record Rest<C, M>() implements Step<C, M> {}

    /** Return: the session is closed. */
    record End<C, M>() implements Step<C, M> {}
}
