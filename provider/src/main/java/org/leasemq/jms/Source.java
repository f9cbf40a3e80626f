package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Filter;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Selection;

/** What a consumer receives from: the engine's queue, and which of its messages. Safe for use by several threads. */
final class Source {
    private final String queue;
    private final LeaseMQDestination destination;
    private final Filter filter;
    private final boolean noLocal;
    private final Runnable end;
    private Selecting selecting;
    private boolean closed;

    /** What is selected from one life of the queue. */
    private record Selecting(int queueNumber, Selection selection) {}

    /**
     * @param queue name of the engine's queue
     * @param destination what its messages say they were sent to
     * @param filter which messages the consumer wants; null for all
     * @param noLocal whether messages of its own connection are left out
     * @param end what has to be done when the consumer is gone
     */
    Source(String queue, LeaseMQDestination destination, Filter filter, boolean noLocal, Runnable end) {
        this.queue = queue;
        this.destination = destination;
        this.filter = filter;
        this.noLocal = noLocal;
        this.end = end;
    }

    String queue() {
        return queue;
    }

    LeaseMQDestination destination() {
        return destination;
    }

    /** The selector as it was given; null for none. */
    String selector() {
        return filter == null ? null : filter.text();
    }

    boolean noLocal() {
        return noLocal;
    }

    /** Which messages of the queue; null for all. */
    synchronized Selection selection() {
        return selecting == null ? null : selecting.selection;
    }

    /** The queue itself does not filter: only what passes is selected from it, also when it has been made again. */
    synchronized void select(LeaseEngine engine) {
        if (closed) {
            return; // while a receive found the queue gone
        }
        int number = engine.findQueue(queue)
                .map(QueueInfo::number)
                .orElseThrow(() -> new EngineException.NoSuchQueue(queue));
        if (selecting == null || selecting.queueNumber != number) {
            Selecting before = selecting;
            selecting = new Selecting(number, engine.select(queue, filter));
            if (before != null) {
                before.selection.close();
            }
        }
    }

    /**
     * The queue was deleted: sees to it that it is there again, as for a new consumer.
     *
     * @throws JMSException if it is not; the queue of a subscription is its subscribers' business
     */
    void restore(Queues queues, LeaseEngine engine) throws JMSException {
        try {
            if (destination instanceof LeaseMQQueue own) {
                queues.resolve(own);
                if (selection() != null) {
                    select(engine);
                }
            }
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** The consumer is gone. Whoever says so again, for a connection that is being closed, is late. */
    void close() {
        Selection selection;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            selection = selection();
        }
        if (selection != null) {
            selection.close();
        }
        end.run();
    }
}
