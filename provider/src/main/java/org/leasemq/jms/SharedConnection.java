package org.leasemq.jms;

import jakarta.jms.JMSException;

/** The connection of one or more contexts, which goes with the last of them. Safe for use by several threads. */
final class SharedConnection {
    private final LeaseMQConnection connection;
    private final Runnable closed;
    private int contexts;

    /** @param closed is run when the connection has been closed */
    SharedConnection(LeaseMQConnection connection, Runnable closed) {
        this.connection = connection;
        this.closed = closed;
    }

    LeaseMQConnection connection() {
        return connection;
    }

    synchronized void joined() {
        contexts++;
    }

    void left() throws JMSException {
        if (isLast()) {
            try {
                connection.close();
            } finally {
                closed.run();
            }
        }
    }

    private synchronized boolean isLast() {
        contexts--;
        return contexts == 0;
    }
}
