package org.leasemq.samples.benchmark;

import com.sun.management.OperatingSystemMXBean;
import jakarta.jms.ConnectionFactory;
import java.lang.management.ManagementFactory;

/**
 * A Jakarta Messaging provider that keeps its messages on disk. To measure another one, implement
 * this and add a constant to {@link Providers}. Thread-safe once it is open.
 */
interface Provider extends AutoCloseable {

    /** The one way in: everything measured goes through it. */
    ConnectionFactory connectionFactory();

    /** What it has taken of the processors until now, its clients included, in nanoseconds. */
    default long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Stops the provider in order. Its messages stay on disk. */
    @Override
    void close() throws Exception;
}
