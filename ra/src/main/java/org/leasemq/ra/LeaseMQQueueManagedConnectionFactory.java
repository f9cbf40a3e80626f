package org.leasemq.ra;

/** As {@link LeaseMQManagedConnectionFactory}, for {@link jakarta.jms.QueueConnectionFactory}. */
public class LeaseMQQueueManagedConnectionFactory extends LeaseMQManagedConnectionFactory {
    private static final long serialVersionUID = 1L;
}
