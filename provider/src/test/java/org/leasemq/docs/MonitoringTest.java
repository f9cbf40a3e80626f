package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.JMSContext;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.log.CapturedLog;
import org.leasemq.management.QueueMXBean;

/** The code in docs/monitoring.md. */
class MonitoringTest {
    private static final System.Logger LOG = System.getLogger(MonitoringTest.class.getName());

    @Test
    void aProgramReadsWhatIsInItsQueues() throws JMException {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:monitoring");
                JMSContext context = factory.createContext();
                CapturedLog log = new CapturedLog(MonitoringTest.class.getName())) {
            context.createProducer().send(context.createQueue("orders"), "two coffees");
            awaitBeans();
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName pattern = new ObjectName("org.leasemq:type=Queue,*");
            for (ObjectName name : server.queryNames(pattern, null)) {
                QueueMXBean queue = JMX.newMXBeanProxy(server, name, QueueMXBean.class);
                LOG.log(System.Logger.Level.INFO, queue.getName() + ": " + queue.getMessagesVisible());
            }
            assertEquals(
                    1, log.lines().stream().filter("INFO orders: 1"::equals).count());
        }
    }

    /** They appear a moment after their queues. */
    private static void awaitBeans() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String place = ObjectName.quote("leasemq:mem:monitoring");
        while (!server.isRegistered(new ObjectName("org.leasemq:type=Queue,place=" + place + ",name=\"orders\""))) {
            Thread.onSpinWait();
        }
    }
}
