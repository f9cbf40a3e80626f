package org.leasemq.samples.remote;

import org.leasemq.jms.LeaseMQConnectionFactory;

/** The queues, and how to reach them. The only place that knows which provider it is. */
public final class Orders {
    /** Orders of one customer are a message group: shipped in order, whichever warehouse has them. */
    public static final String ORDERS = "orders.fifo";

    /** Where those go that cannot be shipped. */
    public static final String DEAD_LETTERS = "orders-dlq.fifo";

    public static final String SHIPMENTS = "shipments";

    /** Property of every message: the number of the order. */
    public static final String NUMBER = "number";

    /** Property of a shipment: who was served, by whom, at which attempt. */
    public static final String CUSTOMER = "customer";

    public static final String WAREHOUSE = "warehouse";
    public static final String ATTEMPT = "attempt";

    /**
     * A kill costs an attempt or two of what was being worked on: where that may happen, let there be more attempts than for a message
     * that is to be given up at once.
     */
    public static final int ATTEMPTS = 6;

    private static final String OPTIONS = "?max-receive-count=" + ATTEMPTS + "&dead-letter-queue={queue}-dlq"
            // so long the server waits for a warehouse that has died before others get what it was working on
            + "&session-timeout=3s"
            // so long calls wait for a server that is away
            + "&reconnect-timeout=2m";

    private Orders() {}

    /** @param server host and port; several, separated by commas, for the first that answers */
    public static LeaseMQConnectionFactory at(String server) {
        return new LeaseMQConnectionFactory("leasemq:tcp://" + server + OPTIONS);
    }
}
