package org.leasemq.store.derby;

/**
 * How a {@link DerbyStore} is opened and how it uses its disk.
 *
 * @param create whether to create the store when the directory is missing or empty
 * @param reserveBytes free space that is not given to new messages, so that deliveries and deletes still work when the disk
 *     fills up; {@link #RESERVE_BY_DISK} for 5 % of the disk, but at least 16 MiB and at most 128 MiB
 * @param segmentBytes the size of a part of the log that is given back to the operating system as a whole
 */
public record DerbySettings(boolean create, long reserveBytes, int segmentBytes) {
    /** The reserve follows from the size of the disk. */
    public static final long RESERVE_BY_DISK = -1;

    private static final int DEFAULT_SEGMENT_BYTES = 32 << 20;

    public DerbySettings {
        if (reserveBytes < 0 && reserveBytes != RESERVE_BY_DISK) {
            throw new IllegalArgumentException("reserveBytes is " + reserveBytes + ", but has to be 0 or more.");
        }
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("segmentBytes is " + segmentBytes + ", but has to be 1 or more.");
        }
    }

    /** Create if missing, a reserve by the size of the disk, segments of 32 MiB. */
    public static DerbySettings defaults() {
        return new DerbySettings(true, RESERVE_BY_DISK, DEFAULT_SEGMENT_BYTES);
    }

    public DerbySettings withCreate(boolean value) {
        return new DerbySettings(value, reserveBytes, segmentBytes);
    }

    public DerbySettings withReserveBytes(long value) {
        return new DerbySettings(create, value, segmentBytes);
    }

    public DerbySettings withSegmentBytes(int value) {
        return new DerbySettings(create, reserveBytes, value);
    }
}
