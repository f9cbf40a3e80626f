package org.leasemq.engine;

/** Opens owners of leases in tests, each of a client of its own. */
public final class Owners {
    private Owners() {}

    public static Owner open(LeaseEngine engine, String description) {
        return Client.open(engine, description).openOwner(description);
    }
}
