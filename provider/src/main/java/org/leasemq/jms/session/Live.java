package org.leasemq.jms.session;

import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicReference;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.stack.StackReserve;

/**
 * The inner part of an object that can be closed. Whoever wants to use it has to ask for it here, and is refused once it has
 * been closed, so that no method can forget to check; or told here that its stack is too short for anything to be begun.
 */
public final class Live<T> {
    private final String what;
    private final AtomicReference<T> part;

    public Live(String what, T part) {
        this.what = what;
        this.part = new AtomicReference<>(part);
    }

    /**
     * The inner part.
     *
     * @throws jakarta.jms.IllegalStateException if it has been closed
     */
    public T get() throws JMSException {
        StackReserve.forCall();
        T present = part.get();
        if (present == null) {
            throw JmsErrors.closed(what);
        }
        return present;
    }

    /** The inner part, or null if it has been closed. For those who are about to close it, and what is in it. */
    public T peek() {
        StackReserve.forStore();
        return part.get();
    }

    /** Closes it, and gives the inner part to the one caller who closed it; null to all others. */
    public T close() {
        StackReserve.forCall();
        return part.getAndSet(null);
    }
}
