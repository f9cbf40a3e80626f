package org.leasemq.ra;

/** As {@link LeaseMQManagedConnectionFactory}, for {@link jakarta.jms.TopicConnectionFactory}. */
public class LeaseMQTopicManagedConnectionFactory extends LeaseMQManagedConnectionFactory {
    private static final long serialVersionUID = 1L;
}
