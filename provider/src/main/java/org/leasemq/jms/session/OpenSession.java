package org.leasemq.jms.session;

import jakarta.jms.JMSException;
import java.util.function.Consumer;
import org.leasemq.jms.delivery.DeliveryControl;

/**
 * A session of a connection, until it is closed: by itself, or with the connection. Safe for use by several threads.
 */
public final class OpenSession {
    private final SessionCore inner;
    private final Live<SessionCore> core;
    private final Consumer<OpenSession> ending;
    private final Runnable ended;

    /**
     * @param ending is told that it is being closed
     * @param ended is run when it has been
     */
    OpenSession(SessionCore core, Consumer<OpenSession> ending, Runnable ended) {
        this.inner = core;
        this.core = new Live<>("The session", core);
        this.ending = ending;
        this.ended = ended;
    }

    /**
     * The working part.
     *
     * @throws jakarta.jms.IllegalStateException if it has been closed
     */
    public SessionCore live() throws JMSException {
        return core.get();
    }

    /** The working part, or null if it has been closed. */
    public SessionCore peek() {
        return core.peek();
    }

    DeliveryControl delivery() {
        return inner.delivery();
    }

    /** Refuses what a listener of either kind must not do, since it would have to wait for itself. */
    public void refuseInListener(String what) throws JMSException {
        delivery().refuseInListener(what);
        delivery().refuseInCompletion(what);
    }

    /** Ends deliveries and leases; waits for the listener that is running. Closing twice is harmless. */
    public void close() {
        if (core.peek() == null) {
            return;
        }
        delivery().end();
        if (core.close() != null) {
            ending.accept(this);
            inner.close();
            ended.run();
        }
    }
}
