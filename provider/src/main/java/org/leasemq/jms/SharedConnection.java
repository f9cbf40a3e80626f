package org.leasemq.jms;

import jakarta.jms.JMSException;

/** The connection of one or more contexts, which goes with the last of them. Safe for use by several threads. */
final class SharedConnection {
    private final LeaseMQConnection connection;
    private int contexts;

    SharedConnection(LeaseMQConnection connection) {
        this.connection = connection;
    }

    LeaseMQConnection connection() {
        return connection;
    }

    synchronized void joined() {
        contexts++;
    }

    void left() throws JMSException {
        if (isLast()) {
            connection.close();
        }
    }

    private synchronized boolean isLast() {
        contexts--;
        return contexts == 0;
    }
}
