package org.leasemq.sqs.server.metric;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.leasemq.log.Logs;
import org.leasemq.sqs.client.ConnectedClients;

/** Shows in JMX who is connected to a server. Its queues are shown by the engine. */
public final class Management implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(Management.class);

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private ObjectName name;

    /** @param port tells servers of one process apart */
    public void register(ConnectedClients clients, int port) {
        try {
            ObjectName wanted = new ObjectName("org.leasemq:type=Clients,port=" + port);
            beans.registerMBean(new ClientRows(clients), wanted);
            name = wanted;
        } catch (JMException | SecurityException e) {
            LOG.log(Level.WARNING, "Clients cannot be shown in JMX", e);
        }
    }

    @Override
    public void close() {
        if (name == null) {
            return;
        }
        try {
            beans.unregisterMBean(name);
        } catch (JMException | SecurityException e) {
            LOG.log(Level.WARNING, name + " stays in JMX", e);
        }
        name = null;
    }
}
