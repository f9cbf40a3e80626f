package org.leasemq.sqs.server.metric;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.leasemq.log.Logs;

/** Shows the queues in JMX, one bean for each server. */
public final class Management implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(Management.class);

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private ObjectName name;

    /** @param port tells servers of one process apart */
    public void register(QueueCounts counts, int port) {
        try {
            name = new ObjectName("org.leasemq:type=Queues,port=" + port);
            beans.registerMBean(counts, name);
        } catch (JMException e) {
            name = null;
            LOG.log(Level.WARNING, "The queues cannot be shown in JMX", e);
        }
    }

    @Override
    public void close() {
        try {
            if (name != null) {
                beans.unregisterMBean(name);
                name = null;
            }
        } catch (JMException e) {
            LOG.log(Level.WARNING, "The queues stay in JMX", e);
        }
    }
}
