package org.leasemq.sqs.server.connection;

/**
 * The memory that the heads of one connection's requests take, beyond what each connection is counted with: all of a head while
 * it is on its way, and afterwards what the parser keeps of the largest until the connection ends. Safe for use by several
 * threads.
 */
final class HeadMemory {
    /** So many fields, and no more, may a head have. */
    static final int MOST_FIELDS = 100;

    /** Of each head, what is counted with the connection. */
    private static final int FREE = 1024;

    private static final int FREE_FIELDS = 24;
    /** What a byte of a head takes while the head is on its way, and of that, what the parser keeps. */
    private static final int WEIGHT = 3;

    private static final int WEIGHT_KEPT = 2;
    private static final int OF_FIELD = 128;

    private final ConnectionMemory memory;
    private long taken;
    private long kept;
    private int bytes;
    private int fields;
    private boolean ended;

    HeadMemory(ConnectionMemory memory) {
        this.memory = memory;
    }

    /** A field has come; tells whether it was not one too many. */
    synchronized boolean addField() {
        return ++fields <= MOST_FIELDS;
    }

    /** More of the head has come; tells whether there was room for it. */
    synchronized boolean add(int more) {
        bytes += more;
        long weight =
                Math.max(kept, WEIGHT * Math.max(0L, bytes - FREE) + OF_FIELD * Math.max(0L, fields - FREE_FIELDS));
        if (weight > taken) {
            if (ended || !memory.hasRoom(weight - taken)) {
                return false;
            }
            memory.take(weight - taken);
            taken = weight;
        }
        return true;
    }

    /** The head is over. */
    synchronized void headEnds() {
        kept = Math.max(kept, WEIGHT_KEPT * Math.max(0L, bytes - FREE));
        bytes = 0;
        fields = 0;
        giveBackTo(Math.min(kept, taken));
    }

    /** The connection is over. */
    synchronized void end() {
        ended = true;
        giveBackTo(0);
    }

    private void giveBackTo(long least) {
        if (taken > least) {
            memory.giveBack(taken - least);
            taken = least;
        }
    }
}
