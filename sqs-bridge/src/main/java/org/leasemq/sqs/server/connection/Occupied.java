package org.leasemq.sqs.server.connection;

/** A connection that knows whether somebody is using it, although nothing comes or goes. */
public interface Occupied {

    /** Whether it has to stay. Safe for use by any thread; what is true may be over at once. */
    boolean isBusy();
}
