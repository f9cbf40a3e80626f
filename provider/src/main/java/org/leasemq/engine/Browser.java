package org.leasemq.engine;

import java.util.List;
import java.util.UUID;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;

/**
 * Walks through a queue as it was when the browser was opened, passing over what has gone since. For one thread; has to be
 * closed.
 */
public interface Browser extends AutoCloseable {

    /**
     * The next messages: fewer than could be told where they are large. Until the next call they are counted as memory that
     * this browser takes.
     *
     * @param max how many at most
     * @return empty at the end
     * @throws EngineException.StoreFailed if a content cannot be read
     */
    List<Item> next(int max);

    /** Passes over the next messages without reading them. */
    void skip(long count);

    /**
     * Goes on behind a message that this browser or an earlier one has shown, whether it is still there or not.
     *
     * @param place its {@linkplain Item#place place}
     * @throws EngineException.InvalidAttribute if that is no place in a queue
     */
    void goBehind(String place);

    @Override
    void close();

    /**
     * @param id its id, as {@link Delivery#id} tells it
     * @param message the message
     * @param sequenceNumber its sequence number in the queue
     * @param receiveCount how often it has been delivered in this queue
     * @param earlierReceives as {@link Delivery#earlierReceives} tells it
     * @param deadLetterSource name of the queue it was dead-lettered from, or null
     * @param state whether it could be received now
     * @param until when its lease or its delay ends, in milliseconds since the epoch; 0 if it does not end by time
     * @param holder who holds its lease, or alone gets its group's messages at the moment; null if nobody who lives
     * @param blockedBy sequence number of the message in flight that keeps its group from being received; 0 if none does
     * @param place where it stands, for {@link Browser#goBehind}; an opaque text
     */
    record Item(
            UUID id,
            Message message,
            long sequenceNumber,
            int receiveCount,
            int earlierReceives,
            String deadLetterSource,
            State state,
            long until,
            String holder,
            long blockedBy,
            String place) {}

    /** Where a message stands. */
    enum State {
        /** It can be received (unless its group is blocked). */
        AVAILABLE,
        /** It is leased. */
        IN_FLIGHT,
        /** It becomes available later. */
        DELAYED
    }
}
