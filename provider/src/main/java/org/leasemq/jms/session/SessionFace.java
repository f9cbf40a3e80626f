package org.leasemq.jms.session;

import jakarta.jms.JMSException;

/** What an application has for a session of ours. */
public interface SessionFace {
    /**
     * The working part of the session.
     *
     * @throws jakarta.jms.IllegalStateException if it has been closed
     */
    SessionCore live() throws JMSException;
}
