package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.error.JmsErrors;

/**
 * Starts, stops and ends the deliveries of a session, or of a connection consumer: asks its {@link DeliveryMonitor}, and does what
 * that answers. Safe for use by several threads.
 */
public final class DeliveryControl {
    private final DeliveryMonitor<Fetcher, Leased> monitor = new DeliveryMonitor<>();
    private final Runnable recall;

    /** @param recall has the engine give back what it has taken in advance */
    public DeliveryControl(Runnable recall) {
        this.recall = recall;
    }

    public DeliveryMonitor<Fetcher, Leased> monitor() {
        return monitor;
    }

    /** The one place where is done what a monitor answers. Under no lock. */
    static void carryOut(Withdrawn<Leased> withdrawn) {
        withdrawn.fetches().forEach(Completion::cancel);
        for (Leased lease : withdrawn.unseen()) {
            lease.by().giveBack(List.of(lease));
        }
    }

    public void start() {
        monitor.start();
    }

    /** Lets nothing through any more. To be followed by {@link #settle}. */
    public void stop() {
        monitor.stop();
    }

    /** After a stop: gives back what has come, and waits until the listener that is running has returned. */
    public void settle() {
        withdrawUnseen();
        monitor.awaitListener(null);
    }

    /** As stop and settle, for good. Waiting receives end. */
    public void end() {
        monitor.close();
        settle();
    }

    /** As {@link #end}; receives have returned afterwards. */
    public void close() {
        end();
        monitor.awaitReceive(null);
    }

    public boolean isClosed() {
        return monitor.isClosed();
    }

    /** Gives back what has come for listeners and has not been seen, so that what is released next comes before it. */
    public void withdrawUnseen() {
        carryOut(monitor.withdraw());
        recall.run();
    }

    /** Refuses what a listener must not do to its own session or connection. */
    public void refuseInListener(String what) throws JMSException {
        if (monitor.isInListener()) {
            throw JmsErrors.illegalState(
                    what + " cannot be called from a message listener of the same session, which it "
                            + "would have to wait for.");
        }
    }

    /** Refuses what a completion listener must not do, since it would wait for itself. */
    public void refuseInCompletion(String what) throws JMSException {
        if (monitor.isInCompletion()) {
            throw JmsErrors.illegalState(what + " cannot be called from a completion listener of the same session, "
                    + "which it would have to wait for.");
        }
    }
}
