package org.leasemq.engine;

/**
 * The messages of a queue that pass a filter, now and later: what a {@link ReceiveRequest} can be restricted to. Each message
 * is judged once, however often is received. Safe for use by several threads; belongs to who opened it.
 */
public interface Selection extends AutoCloseable {

    /** Name of the queue. */
    String queue();

    /** The filter. */
    Filter filter();

    /** Ends it; receives that wait on it end without messages. Closing twice is harmless. */
    @Override
    void close();
}
