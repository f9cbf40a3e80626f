package org.leasemq.sqs.server.metric;

import java.util.Map;

/**
 * What JMX shows of the queues, as {@code org.leasemq:type=Queues}: those of the server's own account and region by name, others
 * by ARN.
 */
public interface QueuesMXBean {
    /** Messages that can be received, by queue. */
    Map<String, Long> getAvailable();

    /** Messages in flight, by queue. */
    Map<String, Long> getInFlight();

    /** Messages that become visible later, by queue. */
    Map<String, Long> getDelayed();

    /** Messages sent since the start, by queue. */
    Map<String, Long> getSent();

    /** Deliveries since the start, by queue. */
    Map<String, Long> getReceived();

    /** Messages deleted since the start, by queue. */
    Map<String, Long> getDeleted();

    /** Messages moved to dead-letter queues since the start, by queue. */
    Map<String, Long> getDeadLettered();

    /** What cannot be read of the definitions of queues that are set aside for it, by queue. */
    Map<String, String> getSetAside();

    /** Receives that wait for messages. */
    int getWaitingReceives();
}
