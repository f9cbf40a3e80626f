package org.leasemq.engine;

/**
 * A holder of leases that lives in this process, such as a Jakarta Messaging session. While it holds leases in a message
 * group it alone gets the next messages of that group. Safe for use by several threads.
 */
public interface Owner extends AutoCloseable {

    /** Who this is, for people who look for the holder of a lease. */
    String description();

    /**
     * Ends the owner: its waiting receives end without messages, its leases are released. Closing twice is harmless.
     */
    @Override
    void close();
}
