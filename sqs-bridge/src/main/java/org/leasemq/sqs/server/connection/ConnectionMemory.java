package org.leasemq.sqs.server.connection;

import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** The memory for connections: a part of the account, since messages, requests and answers need the rest. Safe for use by several threads. */
public final class ConnectionMemory {
    private static final int PART = 4;

    private final MemoryShare memory;
    private final long most;

    /** @param memory what connections take is counted there */
    public ConnectionMemory(MemoryShare memory) {
        this.memory = memory;
        this.most = memory.account().limit() / PART;
    }

    /** How much there is in all. */
    long most() {
        return most;
    }

    boolean hasRoom(long more) {
        return memory.used(Use.CONNECTIONS) + more <= most && memory.hasRoomToHold(more);
    }

    void take(long more) {
        memory.take(Use.CONNECTIONS, more);
    }

    void giveBack(long less) {
        memory.giveBack(Use.CONNECTIONS, less);
    }
}
