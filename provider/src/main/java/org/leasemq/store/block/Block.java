package org.leasemq.store.block;

/**
 * A batch of changes, encoded, as it was read from the log.
 *
 * @param location the number of its first row
 * @param next the number of the row after its last
 * @param bytes what was read
 * @param from where the changes begin in it
 */
public record Block(long location, long next, byte[] bytes, int from) {
    public int length() {
        return bytes.length;
    }
}
