package org.leasemq.jms;

import jakarta.jms.JMSException;

/** What an application has for a session of ours. */
interface SessionFace {
    /**
     * The working part of the session.
     *
     * @throws jakarta.jms.IllegalStateException if it has been closed
     */
    SessionCore live() throws JMSException;
}
