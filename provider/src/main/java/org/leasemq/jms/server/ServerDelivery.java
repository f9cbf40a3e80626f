package org.leasemq.jms.server;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.List;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.session.SessionCore;

/**
 * Brings messages to one bean at a time, without a thread that waits: {@link #request} calls back when a message is there,
 * {@link #deliver} hands it over on the caller's thread, {@link #take} goes on to the next. For one thread at a time, except
 * {@link #close}.
 */
public final class ServerDelivery implements AutoCloseable {
    private final SessionCore session;
    private final Source source;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private Completion<List<Delivery>> waiting;

    @GuardedBy("lock")
    private Leased message;

    @GuardedBy("lock")
    private JMSException failure;

    @GuardedBy("lock")
    private boolean closed;

    ServerDelivery(SessionCore session, Source source) {
        this.session = session;
        this.source = source;
    }

    SessionCore session() {
        return session;
    }

    /**
     * Waits for a message without a thread.
     *
     * @param arrival is run once on an arbitrary thread when there is one, or none will come: it must be quick
     */
    public void request(Runnable arrival) {
        Completion<List<Delivery>> receive;
        try {
            receive = session.leasing().receive(null, source, ReceiveRequest.FOREVER);
        } catch (JMSException e) {
            arrived(List.of(), e);
            arrival.run();
            return;
        } catch (RuntimeException e) {
            arrived(List.of(), JmsErrors.of(e));
            arrival.run();
            return;
        }
        if (!waitsFor(receive)) {
            receive.cancel();
        }
        receive.whenDone((deliveries, error) -> {
            arrived(deliveries, error == null ? null : JmsErrors.of(error));
            arrival.run();
        });
    }

    /** Takes a message, outside of transactions, if there is one at this moment; tells whether there was. */
    public boolean take() throws JMSException {
        try {
            arrived(session.leasing().receive(null, source, Duration.ZERO).await(), null);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
        return isReady();
    }

    private boolean waitsFor(Completion<List<Delivery>> receive) {
        synchronized (lock) {
            waiting = receive;
            return !closed;
        }
    }

    private void arrived(List<Delivery> deliveries, JMSException error) {
        Leased unwanted = null;
        synchronized (lock) {
            waiting = null;
            failure = error;
            Leased come = deliveries == null || deliveries.isEmpty()
                    ? null
                    : new Leased(source, deliveries.get(0), null, session.leasing());
            if (closed) {
                unwanted = come;
            } else {
                message = come;
            }
        }
        if (unwanted != null) {
            session.leasing().giveBack(List.of(unwanted));
        }
    }

    /** Whether there is a message to be handed over. */
    public boolean isReady() {
        synchronized (lock) {
            return message != null;
        }
    }

    /** Why no message came; null if there is nothing wrong. */
    public JMSException failure() {
        synchronized (lock) {
            return failure;
        }
    }

    /**
     * Hands over the message that is there. It is consumed in the transaction if that has begun; otherwise it is acknowledged
     * when the listener returns, and comes again if that throws; what it throws is for the server to report.
     */
    public void deliver(MessageListener listener) {
        Leased next = polled();
        if (next != null) {
            session.handover().toBean(listener, next);
        }
    }

    /** Gives back the message that is there: no bean has seen it. */
    public void giveBack() {
        Leased unseen = polled();
        if (unseen != null) {
            session.leasing().giveBack(List.of(unseen));
        }
    }

    private Leased polled() {
        synchronized (lock) {
            Leased next = message;
            message = null;
            return next;
        }
    }

    /** Ends waiting: no message is taken from now on; what is there can still be handed over. */
    public void stop() {
        Completion<List<Delivery>> receive;
        synchronized (lock) {
            closed = true;
            receive = waiting;
        }
        if (receive != null) {
            receive.cancel();
        }
        session.leasing().recall();
    }

    /** Gives back what no bean has seen, and what was not acknowledged. No bean may be running. */
    @Override
    public void close() {
        stop();
        giveBack();
        session.close();
    }
}
