package org.leasemq.tck.servers;

import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;

/** Of servers in which the factory is {@code jms/LeaseMQ}. */
public abstract class PooledSender extends InjectedSender {
    @Inject
    @JMSConnectionFactory("jms/LeaseMQ")
    private JMSContext context;

    @Override
    protected JMSContext context() {
        return context;
    }
}
