package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import org.leasemq.engine.model.Sent;

/** What becomes of an asynchronous send. */
public interface SendOutcome {
    /** Waits for it. */
    Sent await() throws JMSException;
}
