package org.leasemq.engine.model;

/**
 * Counts of a queue. The first three are exact at one moment; the others count since the engine was opened.
 *
 * @param available messages that can be received, including those whose group is blocked at the moment
 * @param inFlight messages that are leased
 * @param delayed messages that become available later
 * @param sent messages sent
 * @param received deliveries
 * @param deleted messages deleted
 * @param deadLettered messages moved to the dead-letter queue
 * @param expired messages that expired, by time to live or retention
 * @param dropped published messages that did not enter it, since it is a non-durable subscription that does not keep up, or
 *     they are larger than it takes
 */
public record QueueStatistics(
        long available,
        long inFlight,
        long delayed,
        long sent,
        long received,
        long deleted,
        long deadLettered,
        long expired,
        long dropped) {}
