package org.leasemq.tck.servers;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;

/** The names that TomEE has for things. */
@Stateless
@Local(Sender.class)
public class TomEESender extends InjectedSender {
    @Inject
    @JMSConnectionFactory("ConnectionFactory")
    private JMSContext context;

    @Override
    protected JMSContext context() {
        return context;
    }
}
