package org.leasemq.engine;

import java.util.UUID;
import org.leasemq.engine.model.Message;

/**
 * A message as it stands in its queue.
 *
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
public record BrowseItem(
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
        String place) {

    /** The place right in front of it: a page that begins behind that begins with this message, as long as it is there. */
    public String before() {
        return place.substring(0, place.indexOf('.') + 1) + (sequenceNumber - 1);
    }

    /** Where a message stands. */
    public enum State {
        /** It can be received (unless its group is blocked). */
        AVAILABLE,
        /** It is leased. */
        IN_FLIGHT,
        /** It becomes available later. */
        DELAYED
    }
}
