package org.leasemq.sqs.server.metric;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.leasemq.log.Logs;
import org.leasemq.sqs.client.ConnectedClients;

/** Shows queues and programs in JMX, a bean of each kind for each server. */
public final class Management implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(Management.class);

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> names = new ArrayList<>();

    /** @param port tells servers of one process apart */
    public void register(AllQueueCounts counts, ConnectedClients clients, int port) {
        register("Queues", counts, port);
        register("Clients", new ClientRows(clients), port);
    }

    private void register(String type, Object bean, int port) {
        try {
            ObjectName name = new ObjectName("org.leasemq:type=" + type + ",port=" + port);
            beans.registerMBean(bean, name);
            names.add(name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, type + " cannot be shown in JMX", e);
        }
    }

    @Override
    public void close() {
        for (ObjectName name : names) {
            try {
                beans.unregisterMBean(name);
            } catch (JMException e) {
                LOG.log(Level.WARNING, name + " stays in JMX", e);
            }
        }
        names.clear();
    }
}
