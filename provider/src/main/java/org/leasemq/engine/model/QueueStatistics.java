package org.leasemq.engine.model;

import java.time.Duration;

/**
 * Figures of a queue at one moment. The first three are exact, the other counts are those since the engine was opened.
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
 * @param oldestAge how long ago the oldest message was sent, of those that came to the queue first, one of each priority:
 *     visible, in flight or delayed, however often it has been received, until it is gone. A message that was moved counts
 *     from the move, but one that became a dead letter in a standard queue counts from when it was sent. Zero if the queue is
 *     empty
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
        long dropped,
        Duration oldestAge) {}
