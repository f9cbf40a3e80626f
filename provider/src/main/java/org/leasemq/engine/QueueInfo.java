package org.leasemq.engine;

/**
 * A queue.
 *
 * @param name its name
 * @param number its number, never used again for another queue
 * @param createdAt when it was created, in milliseconds since the epoch
 * @param modifiedAt when its attributes were changed last, in milliseconds since the epoch
 * @param attributes its attributes
 */
public record QueueInfo(String name, int number, long createdAt, long modifiedAt, QueueAttributes attributes) {}
