package org.leasemq.engine.local.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** What is counted of messages that are kept outside the engine before they are sent. Safe for use by several threads. */
public final class Kept {
    private static final long ENDED = Long.MIN_VALUE;

    private final MemoryShare memory;
    private final AtomicLong bytes = new AtomicLong();

    public Kept(MemoryShare memory) {
        this.memory = memory;
    }

    /** Counts one, if there is room; tells as how much. */
    public long add(Message message) {
        long size = Footprint.of(message) + Footprint.mostOf(message);
        if (!memory.hasRoomToLast(size)) {
            throw EngineMemory.noRoom(
                    memory,
                    size,
                    "No room for a message that is to be sent later, by a transaction or in the background",
                    "Commit or roll back, send less at once, or give the process more memory.");
        }
        if (bytes.getAndUpdate(before -> before == ENDED ? ENDED : before + size) == ENDED) {
            throw new EngineException.Closed(
                    "Nothing can be kept to be sent later, since the session has been closed.");
        }
        memory.take(Use.SENDS, size);
        return size;
    }

    /** Some are not kept any more. */
    public void remove(long size) {
        if (bytes.getAndUpdate(before -> before == ENDED ? ENDED : before - size) != ENDED) {
            memory.giveBack(Use.SENDS, size);
        }
    }

    /** Nothing is kept any more. */
    public void end() {
        long left = bytes.getAndSet(ENDED);
        if (left != ENDED) {
            memory.giveBack(Use.SENDS, left);
        }
    }
}
