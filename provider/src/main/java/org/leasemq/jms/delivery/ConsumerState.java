package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.leasemq.engine.Completion;
import org.leasemq.jms.error.JmsErrors;

/**
 * One consumer, as the {@link DeliveryMonitor} of its session knows it: at most one message is on its way at a time, so that
 * nothing lies with a consumer that others could have. It has no lock; what does not say otherwise is asked and changed by the
 * monitor alone, under its own.
 *
 * @param <C> consumers
 * @param <M> messages
 */
final class ConsumerState<C, M> {
    private final C consumer;
    /** The receive that is going on, if any. */
    private final AtomicReference<Completion<?>> fetch = new AtomicReference<>();

    /** Whether deliveries pass to it. */
    private volatile boolean open;

    private volatile MessageListener listener;
    private volatile boolean closed;
    /** Whether a message is being fetched for the listener. */
    private boolean requested;
    /** What has come for the listener and waits for its turn. */
    private final ArrayDeque<M> arrived = new ArrayDeque<>(1);

    /** Whether the last receive for the listener failed. */
    private boolean failed;
    /** Whether the engine has been closed, so that there is nothing to try. */
    private boolean over;
    /** Why, as long as nobody has been told; and whether somebody has since a receive succeeded last. */
    private JMSException failure;

    private boolean told;

    ConsumerState(C consumer) {
        this.consumer = consumer;
    }

    C consumer() {
        return consumer;
    }

    /** Null for none. May be asked without the lock. */
    MessageListener listener() {
        return listener;
    }

    void setListener(MessageListener value) {
        listener = value;
    }

    /** May be asked without the lock. */
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        open = false;
    }

    void setOpen(boolean value) {
        open = value && !closed;
    }

    /** Whether deliveries pass to it. */
    boolean isOpen() {
        return open;
    }

    /**
     * Notes what is being fetched from now on, null for nothing more; tells whether deliveries pass. Otherwise what is being fetched
     * is to be ended, and what has come to be given back. Needs no lock: who stops deliveries says so first and looks for fetches
     * then.
     */
    boolean fetching(Completion<?> value) {
        fetch.set(value);
        return open;
    }

    /** Takes out what nobody has seen. What is being fetched stays until it is over. */
    void withdraw(Withdrawn<M> into) {
        Completion<?> fetched = fetch.get();
        if (fetched != null) {
            into.fetches().add(fetched);
        }
        into.unseen().addAll(arrived);
        arrived.clear();
    }

    /** Whether somebody listens who has not got, and is not getting, a message. */
    boolean isWanting() {
        return listens() && !requested && !failed && arrived.isEmpty();
    }

    private boolean listens() {
        return listener != null && !closed;
    }

    /** Whether it is wanting; then it is being asked for a message from now on. */
    boolean request() {
        boolean wanting = isWanting();
        requested |= wanting;
        return wanting;
    }

    /** The fetch for the listener is over. Meanwhile a receive may have begun, which is not to be forgotten. */
    void fetched(Completion<?> ended, JMSException error) {
        requested = false;
        fetch.compareAndSet(ended, null);
        failed = error != null;
        over |= failed && JmsErrors.isEngineClosed(error);
        failure = failed && !told ? error : null;
        told = failed;
    }

    /** Whether somebody listens whom a message has come for; then it waits for its turn. */
    boolean takesIn(M message) {
        return listens() && arrived.add(message);
    }

    /** What has come for the listener, or null. */
    M poll() {
        return arrived.poll();
    }

    /** Why nothing comes, once; null otherwise. */
    JMSException pollFailure() {
        JMSException cause = failure;
        failure = null;
        return cause;
    }

    /** Whether nothing comes at the moment, though somebody listens; trying again may help. */
    boolean isStuck() {
        return failed && !over && listens();
    }

    void tryAgain() {
        failed = false;
    }
}
