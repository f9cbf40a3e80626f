package org.leasemq.jms.destination;

import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.Filter;

/** What a consumer receives from: the engine's queue, and which of its messages. Safe for use by several threads. */
public final class Source {
    private final String queue;
    private final LeaseMQDestination destination;
    private final Filter filter;
    private final Selection selection;
    private final boolean noLocal;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Source(
            String queue,
            LeaseMQDestination destination,
            Filter filter,
            Selection selection,
            boolean noLocal,
            Runnable end) {
        this.queue = queue;
        this.destination = destination;
        this.filter = filter;
        this.selection = selection;
        this.noLocal = noLocal;
        this.end = end;
    }

    /**
     * A queue. It does not filter itself: only what passes is selected from it.
     *
     * @param selection which messages the consumer wants; null for all
     * @param end what has to be done when the consumer is gone
     */
    public static Source queue(QueueDestination queue, Selection selection, Runnable end) {
        Filter filter = selection == null ? null : selection.filter();
        return new Source(queue.name(), queue, filter, selection, false, end);
    }

    /**
     * A subscription, whose queue gets what passes and nothing else.
     *
     * @param queue name of the engine's queue
     * @param topic what its messages say they were sent to
     * @param filter which messages the consumer wants; null for all
     * @param noLocal whether messages of its own connection are left out
     * @param end what has to be done when the consumer is gone
     */
    public static Source subscription(
            String queue, TopicDestination topic, Filter filter, boolean noLocal, Runnable end) {
        return new Source(queue, topic, filter, null, noLocal, end);
    }

    /** Name of the engine's queue. */
    public String queue() {
        return queue;
    }

    /** What the messages say they were sent to. */
    public LeaseMQDestination destination() {
        return destination;
    }

    /** The selector as it was given; null for none. */
    public String selector() {
        return filter == null ? null : filter.text();
    }

    /** Whether messages of its own connection are left out. */
    public boolean noLocal() {
        return noLocal;
    }

    /** Which messages of the queue; null for all. */
    public Selection selection() {
        return selection;
    }

    /**
     * The queue was deleted: sees to it that it is there again, as for a new consumer.
     *
     * @throws JMSException if it is not; the queue of a subscription is its subscribers' business
     */
    public void restore(NamedQueues queues) throws JMSException {
        if (destination instanceof QueueDestination own) {
            queues.resolve(own);
        }
    }

    /** The consumer is gone. Whoever says so again, for a connection that is being closed, is late. */
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
