package org.leasemq.engine.model;

/**
 * Names one lease: one delivery of one message. Stays valid over restarts.
 *
 * @param queue number of the queue, see {@link QueueInfo#number}
 * @param sequenceNumber of the message in the queue
 * @param receiveCount the delivery
 */
public record Receipt(int queue, long sequenceNumber, int receiveCount) {}
