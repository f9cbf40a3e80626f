package org.leasemq.jms;

import org.leasemq.engine.Selection;

/**
 * What a consumer receives from.
 *
 * @param queue name of the engine's queue
 * @param destination what its messages say they were sent to
 * @param selection which messages of the queue; null for all
 * @param selector as it was given; null for none
 * @param noLocal whether messages of its own connection are left out
 * @param end what has to be done when the consumer is gone
 */
record Source(
        String queue,
        LeaseMQDestination destination,
        Selection selection,
        String selector,
        boolean noLocal,
        Runnable end) {

    /** The consumer is gone. */
    void close() {
        if (selection != null) {
            selection.close();
        }
        end.run();
    }
}
