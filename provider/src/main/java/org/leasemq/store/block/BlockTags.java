package org.leasemq.store.block;

/** Numbers with a meaning in encoded blocks. Written to disk: never to be changed, only to be added to. */
final class BlockTags {
    /** The version of the rows of the log, first byte of each. */
    static final int FORMAT = 2;

    /** Rows without frames; read, but not written any more. */
    static final int FORMAT_WITHOUT_FRAMES = 1;

    static final int ADD = 1;
    static final int REWRITE = 2;
    static final int MOVE = 3;
    static final int UPDATE = 4;
    static final int REMOVE = 5;
    static final int PURGE = 6;
    static final int DEDUPLICATE = 7;
    static final int SHARE = 8;
    static final int ANSWER = 9;
    static final int KNOWN = 10;

    /** A flag of those that tell where a message came from: how often it was delivered before is told as well. */
    static final int RECEIVED_EARLIER = 0x40;

    /** Flags of a message. */
    static final int EXCLUSIVE_GROUP = 1;

    static final int TEXT = 2;
    static final int GROUP_ID = 4;
    static final int DEDUPLICATION_ID = 8;

    private BlockTags() {}
}
