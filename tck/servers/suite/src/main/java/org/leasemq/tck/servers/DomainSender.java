package org.leasemq.tck.servers;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.jms.JMSConnectionFactoryDefinition;
import jakarta.jms.JMSDestinationDefinition;

/** The names that GlassFish has for things, and Payara, which has the same. */
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
public class DomainSender extends PooledSender {}
