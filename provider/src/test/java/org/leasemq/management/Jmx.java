package org.leasemq.management;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/** What a tool sees of this process. Waits for beans as they come and go, until it is closed. */
final class Jmx implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final LinkedBlockingQueue<Notification> changes = new LinkedBlockingQueue<>();
    private final NotificationListener listener = (notification, handback) -> changes.add(notification);

    Jmx() throws JMException {
        server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
    }

    static ObjectName name(String type, String place, String more) throws JMException {
        return new ObjectName("org.leasemq:type=" + type + ",place=" + ObjectName.quote(place) + more);
    }

    EngineMXBean engine(String place) throws JMException {
        return JMX.newMXBeanProxy(server, name("Engine", place, ""), EngineMXBean.class);
    }

    /** Once it is there. */
    QueueMXBean queue(String place, String queue) throws JMException, InterruptedException {
        ObjectName name = name("Queue", place, ",name=" + ObjectName.quote(queue));
        await(name, true);
        return JMX.newMXBeanProxy(server, name, QueueMXBean.class);
    }

    void await(ObjectName name, boolean there) throws InterruptedException {
        while (server.isRegistered(name) != there) {
            if (changes.poll(30, TimeUnit.SECONDS) == null) {
                throw new IllegalStateException(name + (there ? " does not come" : " does not go"));
            }
        }
    }

    /** Names of all beans of a place, in order. */
    Set<String> all(String place) throws JMException {
        Set<String> names = new TreeSet<>();
        ObjectName pattern = new ObjectName("org.leasemq:place=" + ObjectName.quote(place) + ",*");
        server.queryNames(pattern, null)
                .forEach(name -> names.add(name.toString().replace(",place=" + ObjectName.quote(place), "")));
        return names;
    }

    @Override
    public void close() throws JMException {
        server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener);
    }
}
