package org.leasemq.jms.delivery;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.jms.acknowledge.SendOutcome;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.error.JmsErrors;

/**
 * Sends of one session whose outcome is told to a listener (Jakarta Messaging 3.1, section 7.3). They enter the engine in the
 * order of the calls, as all sends do; the outcomes are told in the same order, one at a time, by a thread that waits for each.
 */
public final class AsyncSends {

    /** Has tasks run, each on a thread of its own. */
    public interface Threads {
        void run(Runnable task) throws JMSException;
    }

    /**
     * @param given what the application gave
     * @param kept bytes that are counted until the listener has returned
     */
    private record Pending(
            jakarta.jms.Message given,
            SendOutcome outcome,
            Consumer<Sent> sent,
            CompletionListener listener,
            long kept) {}

    private final DeliveryMonitor<?, ?> monitor;
    private final Leasing leasing;
    private final Acknowledgement acknowledgement;
    private final Threads threads;
    private final ListenerNotices notices;
    /** What the monitor counts as taken. */
    private final ConcurrentLinkedQueue<Pending> pending = new ConcurrentLinkedQueue<>();

    public AsyncSends(
            DeliveryMonitor<?, ?> monitor,
            Leasing leasing,
            Acknowledgement acknowledgement,
            Threads threads,
            ListenerNotices notices) {
        this.monitor = monitor;
        this.leasing = leasing;
        this.acknowledgement = acknowledgement;
        this.threads = threads;
        this.notices = notices;
    }

    public void send(
            Enlistment in,
            LeaseMQDestination to,
            Message message,
            jakarta.jms.Message given,
            Consumer<Sent> sent,
            CompletionListener listener)
            throws JMSException {
        reserve();
        boolean taken = false;
        long kept = 0;
        try {
            kept = leasing.keep(message);
            pending.add(new Pending(given, acknowledgement.sendAsync(in, to, message), sent, listener, kept));
            taken = true;
        } finally {
            if (!taken) {
                leasing.letGo(kept);
            }
            monitor.entered(taken); // whatever happens: others wait for that without end
        }
    }

    /** Before anything is sent: nothing has been when there is no place for it, or no thread. */
    private void reserve() throws JMSException {
        switch (monitor.enter()) {
            case REFUSED -> throw JmsErrors.closed("The session");
            case NEEDS_THREAD -> begin();
            case ENTERS -> {}
        }
    }

    private void begin() throws JMSException {
        boolean begun = false;
        try {
            threads.run(this::run);
            begun = true;
        } finally {
            monitor.begun(begun);
        }
    }

    private void run() {
        monitor.completeOn(Thread.currentThread());
        try {
            while (monitor.awaitTaken()) {
                tellNext();
            }
        } finally {
            monitor.completeOn(null); // the thread may do something else from now on
        }
    }

    private void tellNext() {
        try {
            Pending next = pending.remove();
            tell(next);
            leasing.letGo(next.kept);
        } finally {
            monitor.told(); // whatever happens: others wait for that without end
        }
    }

    private void tell(Pending send) {
        JMSException failure = null;
        try {
            send.sent.accept(send.outcome.await());
        } catch (JMSException e) {
            failure = e;
        } catch (Throwable e) { // whatever it is, the listener is told
            failure = JmsErrors.unexpected(e);
        }
        try {
            if (failure == null) {
                send.listener.onCompletion(send.given);
            } else {
                send.listener.onException(send.given, failure);
            }
        } catch (Throwable e) { // whatever it is, the others are told
            notices.threw("A completion listener threw an exception, which changes nothing", e);
        }
    }

    /** Waits until the listener of everything sent so far has returned; not in a listener. */
    public void awaitAll() {
        monitor.awaitTold();
    }

    /** Takes nothing more, waits as {@link #awaitAll}, and ends the thread. */
    public void close() {
        monitor.closeSends();
        awaitAll();
    }
}
