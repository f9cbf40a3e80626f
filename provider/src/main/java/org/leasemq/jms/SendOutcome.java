package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.engine.model.Sent;

/** What becomes of an asynchronous send. */
interface SendOutcome {
    /** Waits for it. */
    Sent await() throws JMSException;
}
