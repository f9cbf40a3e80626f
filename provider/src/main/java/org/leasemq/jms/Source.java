package org.leasemq.jms;

import org.leasemq.engine.Selection;

/**
 * What a consumer receives from.
 *
 * @param queue name of the engine's queue
 * @param destination what its messages say they were sent to
 * @param selection which messages of the queue; null for all
 * @param noLocal whether messages of its own connection are left out
 * @param selector as it was given; null for none
 * @param isTransient whether what is behind it is lost when it ends, so that it has to last as long as messages of it are
 *     held
 * @param end what has to be done when the consumer is gone
 */
record Source(
        String queue,
        LeaseMQDestination destination,
        Selection selection,
        String selector,
        boolean noLocal,
        boolean isTransient,
        Runnable end) {

    /** Ends the selection: nothing is received any more. */
    void deselect() {
        if (selection != null) {
            selection.close();
        }
    }
}
