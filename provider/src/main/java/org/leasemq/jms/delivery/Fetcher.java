package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.error.JmsErrors;

/**
 * Fetches messages from one source for one consumer: by waiting in {@link #take}, or by a request that is always open for its
 * listener. What is going on is known to the {@link DeliveryMonitor}.
 */
public final class Fetcher {
    private final DeliveryMonitor<Fetcher, Leased> monitor;
    private final Leasing leasing;
    private final TimeSource clock;
    private final Source source;
    private final ConsumerState<Fetcher, Leased> state = new ConsumerState<>(this);

    public Fetcher(DeliveryMonitor<Fetcher, Leased> monitor, Leasing leasing, TimeSource clock, Source source) {
        this.monitor = monitor;
        this.leasing = leasing;
        this.clock = clock;
        this.source = source;
    }

    /** Takes part in deliveries from now on, until it is closed. */
    public Fetcher opened() {
        monitor.add(state);
        return this;
    }

    public Source source() {
        return source;
    }

    public MessageListener listener() {
        return state.listener();
    }

    public void setListener(MessageListener value) {
        DeliveryControl.carryOut(monitor.listen(state, value));
        leasing.recall();
    }

    public void close() {
        DeliveryControl.carryOut(monitor.close(state));
        leasing.recall();
        monitor.awaitListener(state);
        monitor.awaitReceive(state);
        monitor.remove(state);
    }

    private boolean isEnded() {
        return monitor.isEnded(state);
    }

    // ----------------------------------------------------------------------------------------- synchronous

    /**
     * Waits for a message and hands it over; who closes the consumer waits until that has returned.
     *
     * @param timeout how long; null for ever
     * @return what became of it; null when the time is over, or the consumer has been closed
     */
    public <T> T receive(Duration timeout, Taking<T> taking) throws JMSException {
        Enlistment in = leasing.enlistment();
        try {
            Leased lease = take(in, timeout);
            if (lease != null) {
                return taking.take(lease);
            }
        } finally {
            monitor.leaveReceive(state);
        }
        if (in != null && !isEnded()) {
            in.refuseIfOver(); // nobody takes that for a queue without messages
        }
        return null;
    }

    /** What is done with a message that has come. */
    @FunctionalInterface
    public interface Taking<T> {
        T take(Leased lease) throws JMSException;
    }

    /** It begins in a transaction branch, or outside of any, and stays there, whatever begins or ends meanwhile. */
    private Leased take(Enlistment in, Duration timeout) throws JMSException {
        long startedAt = clock.elapsedMillis();
        Duration left = timeout;
        boolean open = awaitOpen(() -> monitor.enterReceive(state, timeout));
        while (open) {
            left = left(timeout, startedAt);
            Leased lease = receive(in, left == null ? ReceiveRequest.FOREVER : left);
            if (lease != null) {
                return lease;
            }
            Duration rest = left(timeout, startedAt);
            open = (left == null || !rest.isZero()) && awaitOpen(() -> monitor.reenterReceive(state, rest));
        }
        return null;
    }

    private Duration left(Duration timeout, long startedAt) {
        if (timeout == null) {
            return null;
        }
        Duration left = timeout.minusMillis(clock.elapsedMillis() - startedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean awaitOpen(Waiting waiting) throws JMSException {
        try {
            return waiting.isOver();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private interface Waiting {
        boolean isOver() throws InterruptedException;
    }

    private Leased receive(Enlistment in, Duration wait) throws JMSException {
        List<Delivery> deliveries = await(in, wait);
        if (deliveries.isEmpty()) {
            refuseIfInterrupted(wait);
            return null;
        }
        Leased lease = new Leased(source, deliveries.get(0), in, leasing);
        if (state.fetching(null)) {
            return lease;
        }
        leasing.giveBack(List.of(lease));
        return null;
    }

    private List<Delivery> await(Enlistment in, Duration wait) throws JMSException {
        try {
            return await(leasing.receive(in, source, wait), in);
        } catch (EngineException.NoSuchQueue e) {
            return awaitRestored(in, wait);
        } catch (EngineException e) {
            return noneIfEnded(JmsErrors.of(e));
        } catch (JMSException e) {
            return noneIfEnded(e);
        }
    }

    private List<Delivery> await(Completion<List<Delivery>> receive, Enlistment in) {
        if (!state.fetching(receive) || in != null && in.isEnded()) {
            receive.cancel();
        }
        return receive.await();
    }

    /** An engine may say as late as it is awaited that the queue is gone. */
    private List<Delivery> awaitRestored(Enlistment in, Duration wait) throws JMSException {
        try {
            leasing.restore(source);
            return await(leasing.receive(in, source, wait), in);
        } catch (EngineException e) {
            return noneIfEnded(JmsErrors.of(e));
        } catch (JMSException e) {
            return noneIfEnded(e);
        }
    }

    private List<Delivery> noneIfEnded(JMSException failure) throws JMSException {
        if (isEnded() && JmsErrors.isEngineClosed(failure)) {
            return List.of();
        }
        throw failure;
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

    /** Asks for a message for the listener, if it still wants one; it arrives on whatever thread. */
    public void request() {
        if (!monitor.request(state)) {
            return;
        }
        try {
            Enlistment in = leasing.enlistment();
            Completion<List<Delivery>> receive = leasing.receive(in, source, ReceiveRequest.FOREVER);
            if (!state.fetching(receive) || state.listener() == null || in != null && in.isEnded()) {
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

    private void arrive(
            Completion<List<Delivery>> receive, Enlistment in, List<Delivery> deliveries, JMSException error) {
        Leased lease =
                error != null || deliveries.isEmpty() ? null : new Leased(source, deliveries.get(0), in, leasing);
        if (!monitor.arrive(state, receive, lease, error) && lease != null) {
            leasing.giveBack(List.of(lease));
        }
    }
}
