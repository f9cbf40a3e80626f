package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The inner part of an object that can be closed. Whoever wants to use it has to ask for it here, and is refused once it has
 * been closed, so that no method can forget to check.
 */
final class Live<T> {
    private final String what;
    private final AtomicReference<T> part;

    Live(String what, T part) {
        this.what = what;
        this.part = new AtomicReference<>(part);
    }

    /**
     * The inner part.
     *
     * @throws jakarta.jms.IllegalStateException if it has been closed
     */
    T get() throws JMSException {
        T present = part.get();
        if (present == null) {
            throw JmsErrors.closed(what);
        }
        return present;
    }

    /** The inner part, or null if it has been closed. */
    T peek() {
        return part.get();
    }

    /** Closes it, and gives the inner part to the one caller who closed it; null to all others. */
    T close() {
        return part.getAndSet(null);
    }
}
