package org.leasemq.ra.inbound;

import javax.transaction.xa.XAResource;
import org.leasemq.jms.LeaseMQXAConnectionFactory;

/** The adapter, as beans see it. Safe for use by several threads. */
public interface BeanHost {
    /** What the transaction manager is to know beans' transactions at a place by. */
    XAResource named(XAResource resource, String place);

    /** Closes a factory that is not needed any more, so that it is not kept until the adapter stops. */
    void close(LeaseMQXAConnectionFactory factory);
}
