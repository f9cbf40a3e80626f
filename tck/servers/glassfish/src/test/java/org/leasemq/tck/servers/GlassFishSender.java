package org.leasemq.tck.servers;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSConnectionFactoryDefinition;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;

/** The names that GlassFish has for things. */
@Stateless
@Local(Sender.class)
@JMSConnectionFactoryDefinition(
        name = "java:app/jms/DefinedFactory",
        interfaceName = "jakarta.jms.ConnectionFactory",
        resourceAdapter = "leasemq-ra",
        properties = "org.glassfish.connector-connection-pool.transaction-support=XATransaction")
@JMSDestinationDefinition(
        name = "java:app/jms/DefinedQueue",
        interfaceName = "jakarta.jms.Queue",
        className = "org.leasemq.ra.LeaseMQQueueObject",
        resourceAdapter = "leasemq-ra",
        destinationName = "defined")
public class GlassFishSender extends InjectedSender {
    @Inject
    @JMSConnectionFactory("jms/LeaseMQ")
    private JMSContext context;

    @Override
    protected JMSContext context() {
        return context;
    }
}
