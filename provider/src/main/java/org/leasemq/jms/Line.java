package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.error.JmsErrors;

/**
 * What comes from one source for one consumer: by waiting in {@link #take}, or by a request that is always open for its
 * listener. At most one message is on its way at a time, so that nothing lies with a consumer that others could have.
 */
final class Line {
    private final Gate gate;
    private final Leasing leasing;
    private final TimeSource clock;
    private final Source source;

    /** The receive that is going on, if any. */
    private Completion<List<Delivery>> pending;

    private volatile MessageListener listener;
    private boolean requested;
    private volatile boolean closed;
    /** Whether the last receive for the listener failed. */
    private boolean failed;
    /** Whether the engine has been closed, so that there is nothing to try. */
    private boolean over;
    /** Why, as long as nobody has been told; and whether somebody has since a receive succeeded last. */
    private JMSException failure;

    private boolean told;
    /** What has come for the listener and waits for its turn. */
    private final ArrayDeque<Leased> arrived = new ArrayDeque<>(1);

    Line(Gate gate, Leasing leasing, TimeSource clock, Source source) {
        this.gate = gate;
        this.leasing = leasing;
        this.clock = clock;
        this.source = source;
    }

    Source source() {
        return source;
    }

    MessageListener listener() {
        return listener;
    }

    void setListener(MessageListener value) {
        Runnable withdrawal;
        gate.lock();
        try {
            listener = value;
            withdrawal = value == null ? withdraw() : () -> {};
            gate.changed();
        } finally {
            gate.unlock();
        }
        withdrawal.run();
    }

    /**
     * Ends what is going on, and gives back what nobody has seen. Under the gate's lock; what it returns is to be run
     * without.
     */
    Runnable withdraw() {
        Completion<List<Delivery>> receive = pending;
        List<Leased> unseen = List.copyOf(arrived);
        arrived.clear();
        return () -> {
            if (receive != null) {
                receive.cancel();
            }
            leasing.giveBack(unseen);
        };
    }

    void close() {
        Runnable withdrawal;
        gate.lock();
        try {
            closed = true;
            withdrawal = withdraw();
            gate.changed();
        } finally {
            gate.unlock();
        }
        withdrawal.run();
        gate.awaitListener(this);
        gate.awaitReceive(this);
        gate.remove(this);
    }

    private boolean isEnded() {
        return closed || gate.isClosed();
    }

    // ----------------------------------------------------------------------------------------- synchronous

    /**
     * Waits for a message.
     *
     * @param timeout how long; null for ever
     * @return null when the time is over, or the consumer has been closed
     */
    Leased take(Duration timeout) throws JMSException {
        Enlistment in = leasing.enlistment();
        Leased lease = take(in, timeout);
        if (lease == null && in != null && !isEnded()) {
            in.refuseIfOver(); // nobody takes that for a queue without messages
        }
        return lease;
    }

    /** It begins in a transaction branch, or outside of any, and stays there, whatever begins or ends meanwhile. */
    private Leased take(Enlistment in, Duration timeout) throws JMSException {
        long startedAt = clock.elapsedMillis();
        while (true) {
            Duration left = left(timeout, startedAt);
            if (!awaitOpen(left)) {
                return null;
            }
            Leased lease = receive(in, left == null ? ReceiveRequest.FOREVER : left);
            if (lease != null) {
                return lease;
            }
            if (left != null && left(timeout, startedAt).isZero()) {
                return null;
            }
        }
    }

    private Duration left(Duration timeout, long startedAt) {
        if (timeout == null) {
            return null;
        }
        Duration left = timeout.minusMillis(clock.elapsedMillis() - startedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Waits until the connection is started; false when there is nothing to wait for any more. */
    private boolean awaitOpen(Duration time) throws JMSException {
        gate.lock();
        try {
            while (!gate.isOpen() || closed) {
                if (isEnded() || (time != null && time.isZero())) {
                    return false;
                }
                if (time == null) {
                    gate.awaitChange();
                } else if (!gate.awaitChange(time)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            gate.unlock();
        }
    }

    private Leased receive(Enlistment in, Duration wait) throws JMSException {
        List<Delivery> deliveries = await(in, wait);
        if (deliveries.isEmpty()) {
            refuseIfInterrupted(wait);
            return null;
        }
        Leased lease = new Leased(source.queue(), deliveries.get(0), in, leasing);
        if (passes(null)) {
            return lease;
        }
        leasing.giveBack(List.of(lease));
        return null;
    }

    private List<Delivery> await(Enlistment in, Duration wait) throws JMSException {
        try {
            Completion<List<Delivery>> receive = leasing.receive(in, source, wait);
            if (!passes(receive) || in != null && in.isEnded()) {
                receive.cancel();
            }
            return receive.await();
        } catch (EngineException e) {
            return noneIfEnded(JmsErrors.of(e));
        } catch (JMSException e) {
            return noneIfEnded(e);
        }
    }

    private List<Delivery> noneIfEnded(JMSException failure) throws JMSException {
        if (isEnded() && isClosed(failure)) {
            return List.of();
        }
        throw failure;
    }

    private static boolean isClosed(JMSException failure) {
        return failure.getCause() instanceof EngineException.Closed;
    }

    /** Notes what is going on now, and tells whether deliveries pass. */
    private boolean passes(Completion<List<Delivery>> receive) {
        gate.lock();
        try {
            pending = receive;
            return gate.isOpen() && !closed;
        } finally {
            gate.unlock();
        }
    }

    private void refuseIfInterrupted(Duration wait) throws JMSException {
        if (!wait.isZero() && !isEnded() && Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
    }

    private JMSException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return JmsErrors.failure(
                "The thread was interrupted while it waited for a message from '" + source.destination()
                        + "'. No message was taken; receive again when the interrupt has been dealt with.",
                "LEASEMQ-INTERRUPTED",
                cause);
    }

    // ------------------------------------------------------------------------------------------ listening

    /** Whether a message should be asked for. Under the gate's lock. */
    boolean wants() {
        return listener != null && !requested && !closed && !failed && arrived.isEmpty();
    }

    /** What has come and may be handed over, or null. Under the gate's lock. */
    Leased poll() {
        return arrived.poll();
    }

    /** Why nothing comes, once. Under the gate's lock. */
    JMSException pollFailure() {
        JMSException cause = failure;
        failure = null;
        return cause;
    }

    /** Whether nothing comes at the moment, though a listener waits. Under the gate's lock. */
    boolean isFailed() {
        return failed && !over && listener != null && !closed;
    }

    /** It may be asked again. Under the gate's lock. */
    void tryAgain() {
        failed = false;
    }

    /** Asks for a message for the listener; it arrives on whatever thread. Not under the gate's lock. */
    void request() {
        if (!begins()) {
            return;
        }
        try {
            Enlistment in = leasing.enlistment();
            Completion<List<Delivery>> receive = leasing.receive(in, source, ReceiveRequest.FOREVER);
            if (!passes(receive) || listener == null || in != null && in.isEnded()) {
                receive.cancel();
            }
            receive.whenDone(
                    (deliveries, error) -> arrive(receive, in, deliveries, error == null ? null : JmsErrors.of(error)));
        } catch (JMSException e) {
            arrive(null, null, List.of(), e);
        } catch (RuntimeException e) {
            arrive(null, null, List.of(), JmsErrors.of(e));
        }
    }

    private boolean begins() {
        gate.lock();
        try {
            requested = wants() && gate.isOpen();
            return requested;
        } finally {
            gate.unlock();
        }
    }

    /** A receive for the listener is over. Meanwhile {@link #take} may have begun another, which is not to be forgotten. */
    private void arrive(
            Completion<List<Delivery>> receive, Enlistment in, List<Delivery> deliveries, JMSException error) {
        List<Leased> unwanted = List.of();
        gate.lock();
        try {
            requested = false;
            if (pending == receive) {
                pending = null;
            }
            failed = error != null;
            over |= failed && isClosed(error);
            failure = failed && !told ? error : null;
            told = failed;
            if (error == null && !deliveries.isEmpty()) {
                Leased lease = new Leased(source.queue(), deliveries.get(0), in, leasing);
                if (gate.isOpen() && !closed && listener != null) {
                    arrived.add(lease);
                } else {
                    unwanted = List.of(lease);
                }
            }
            gate.changed();
        } finally {
            gate.unlock();
        }
        leasing.giveBack(unwanted);
    }
}
