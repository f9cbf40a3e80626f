package org.leasemq.tck.servers;

/** Sends by a {@code JMSContext} that the server injects. Each server's module has one, as the name of the factory is its own. */
public interface Sender {
    /** Sends in a transaction of its own, which is committed or rolled back. */
    void send(String queue, String text, boolean rollBack);
}
