package org.leasemq.jms;

import javax.naming.Reference;
import javax.naming.StringRefAddr;

/** How directories keep what this package has. */
final class References {
    static final String QUEUE = "queue";
    static final String TOPIC = "topic";
    static final String URL = "url";

    /** {@link LeaseMQObjectFactory} by its name: it knows what it makes, which in turn need not know it. */
    private static final String FACTORY = "org.leasemq.jms.LeaseMQObjectFactory";

    private References() {}

    /** A reference to something that is made of one text. */
    static Reference to(Class<?> made, String part, String text) {
        return new Reference(made.getName(), new StringRefAddr(part, text), FACTORY, null);
    }
}
