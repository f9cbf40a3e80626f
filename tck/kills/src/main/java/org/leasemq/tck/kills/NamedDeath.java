package org.leasemq.tck.kills;

import javax.transaction.xa.XAResource;
import org.jboss.tm.XAResourceWrapper;

/**
 * As {@link Death}, known to WildFly's transaction manager by the name of the database: since that is asked after a restart, and does
 * not know its branches, they do not stay in the log.
 */
final class NamedDeath extends Death implements XAResourceWrapper {
    NamedDeath(Point point) {
        super(point);
    }

    @Override
    public XAResource getResource() {
        return this;
    }

    @Override
    public String getProductName() {
        return "Death";
    }

    @Override
    public String getProductVersion() {
        return "1";
    }

    @Override
    public String getJndiName() {
        return "java:/jdbc/kills";
    }
}
