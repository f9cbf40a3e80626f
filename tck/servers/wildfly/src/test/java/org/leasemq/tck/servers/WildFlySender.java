package org.leasemq.tck.servers;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSConnectionFactoryDefinition;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;

/** The names that WildFly has for things. */
@Stateless
@Local(Sender.class)
@JMSConnectionFactoryDefinition(
        name = "java:app/jms/DefinedFactory",
        interfaceName = "jakarta.jms.ConnectionFactory",
        resourceAdapter = "leasemq-ra",
        properties = "url=leasemq:mem:defined")
@JMSDestinationDefinition(
        name = "java:app/jms/DefinedQueue",
        interfaceName = "jakarta.jms.Queue",
        className = "org.leasemq.ra.LeaseMQQueueObject",
        resourceAdapter = "leasemq-ra",
        destinationName = "defined",
        properties = "destinationName=defined")
@JMSDestinationDefinition(
        name = "java:app/jms/Invoices",
        interfaceName = "jakarta.jms.Queue",
        destinationName = "invoices")
public class WildFlySender extends InjectedSender {
    @Inject
    @JMSConnectionFactory("java:/jms/LeaseMQ")
    private JMSContext context;

    @Override
    protected JMSContext context() {
        return context;
    }
}
