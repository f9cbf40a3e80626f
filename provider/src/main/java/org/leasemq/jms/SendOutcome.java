package org.leasemq.jms;

import jakarta.jms.JMSException;

/** What becomes of an asynchronous send. */
interface SendOutcome {
    /** Waits for it, and tells the message. */
    void await() throws JMSException;
}
