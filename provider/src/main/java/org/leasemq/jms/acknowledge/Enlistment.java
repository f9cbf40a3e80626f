package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import java.time.Duration;
import org.leasemq.engine.Owner;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;

/**
 * Of sessions in a transaction branch, from {@code start} to {@code end}. What a call does that began in it belongs to the branch or
 * is refused: another thread, such as one that looks after timeouts, may end it at any moment, and nothing goes on without a
 * transaction that was meant to be in it. Safe for use by several threads.
 */
public interface Enlistment {
    /** Whether the sessions work on the branch no longer. */
    boolean isEnded();

    /** @throws JMSException if what began in it cannot go on */
    void refuseIfOver() throws JMSException;

    /** Whose the leases are that are taken in it. */
    Owner owner();

    /** How long a lease taken now may last; null if its time is not limited. */
    Duration remaining();

    /** The message belongs to the branch; if it is refused it is still to be given back. */
    void consumed(Leased lease) throws JMSException;

    /**
     * What is sent belongs to the branch.
     *
     * @param announced what the engine has said that it will be
     */
    void send(Target to, Message message, Sent announced) throws JMSException;
}
