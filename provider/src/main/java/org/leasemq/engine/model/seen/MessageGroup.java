package org.leasemq.engine.model.seen;

/**
 * The messages of a group in a queue, for people to look at.
 *
 * @param id its name
 * @param ordered whether its messages are handed out in order, one after the other; else it only keeps from pushing others aside
 * @param messages how many there are of it, in whatever state
 * @param inFlight how many of them are leased
 * @param blocked whether something waits in it that not everybody can have now
 * @param holder who alone gets its messages at the moment, or null
 * @param heldBy sequence number of the message in flight that comes first in it; 0 if there is none, or it is not ordered
 * @param receiveCount how often that has been delivered
 * @param since when that was delivered first, in milliseconds since the epoch
 * @param until when its lease ends; 0 if it does not end by time
 */
public record MessageGroup(
        String id,
        boolean ordered,
        int messages,
        int inFlight,
        boolean blocked,
        String holder,
        long heldBy,
        int receiveCount,
        long since,
        long until) {}
