package org.leasemq.engine.model;

/**
 * A queue.
 *
 * @param name its name
 * @param number its number, never used again for another queue
 * @param createdAt when it was created, in milliseconds since the epoch
 * @param modifiedAt when its attributes were changed last, in milliseconds since the epoch
 * @param version how often its attributes have been set, so that who changes them can tell whether somebody else has since
 * @param attributes its attributes
 */
public record QueueInfo(
        String name, int number, long createdAt, long modifiedAt, long version, QueueAttributes attributes) {}
