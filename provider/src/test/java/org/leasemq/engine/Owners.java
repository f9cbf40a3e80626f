package org.leasemq.engine;

import org.leasemq.engine.model.Filter;

/** Opens owners of leases, and selections, in tests, each of a client of its own. */
public final class Owners {
    private Owners() {}

    public static Owner open(LeaseEngine engine, String description) {
        return Client.open(engine, description).openOwner(description);
    }

    public static Selection select(LeaseEngine engine, String queue, Filter filter) {
        return Client.open(engine, "selection").select(queue, filter);
    }
}
