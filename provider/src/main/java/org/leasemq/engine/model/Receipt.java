package org.leasemq.engine.model;

/**
 * Names one lease: one delivery of one message, and no other lease of it. Stays valid over restarts.
 *
 * @param queue number of the queue, see {@link QueueInfo#number}
 * @param sequenceNumber of the message in the queue
 * @param receiveCount the delivery
 * @param lease tells it from other leases of the same count, since a message that is given back unseen has the same count when it
 *     is delivered again; 0 for any of that count
 */
public record Receipt(int queue, long sequenceNumber, int receiveCount, int lease) {}
