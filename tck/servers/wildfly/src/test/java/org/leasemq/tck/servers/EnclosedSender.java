package org.leasemq.tck.servers;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSConnectionFactoryDefinition;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;

/** As {@link WildFlySender}, with the names of an adapter that is in the application's own archive. */
@Stateless
@Local(Sender.class)
@JMSConnectionFactoryDefinition(
        name = "java:app/jms/DefinedFactory",
        interfaceName = "jakarta.jms.ConnectionFactory",
        resourceAdapter = "#leasemq-ra",
        user = "ann",
        password = "secret",
        clientId = "enclosed",
        properties = "url=leasemq:mem:enclosed")
@JMSDestinationDefinition(
        name = "java:app/jms/DefinedQueue",
        interfaceName = "jakarta.jms.Queue",
        className = "org.leasemq.ra.LeaseMQQueueObject",
        resourceAdapter = "#leasemq-ra",
        destinationName = "defined",
        properties = "destinationName=defined")
public class EnclosedSender extends InjectedSender {
    @Inject
    @JMSConnectionFactory("java:/jms/EnclosedLeaseMQ")
    private JMSContext context;

    @Override
    protected JMSContext context() {
        return context;
    }
}
