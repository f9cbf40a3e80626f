package org.leasemq.engine.local.memory;

import java.util.function.LongConsumer;
import org.leasemq.engine.model.EngineException;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * What an engine takes of the heap. Whoever takes some for what lasts does so under the engine's lock: then contents that are
 * in the store as well leave memory if need be.
 */
public final class EngineMemory implements AutoCloseable {
    private final MemoryShare share;
    private LongConsumer room = bytes -> {};

    public EngineMemory(MemoryShare share) {
        this.share = share;
    }

    /** What is counted, safe for use by several threads, without anybody making room. */
    public MemoryShare share() {
        return share;
    }

    public MemoryAccount account() {
        return share.account();
    }

    /** @param maker makes room for so many bytes, if it can */
    public void onTaking(LongConsumer maker) {
        room = maker;
    }

    /** Takes memory for what lasts; contents that are in the store as well leave if it is needed. */
    public void take(Use use, long bytes) {
        room.accept(bytes);
        share.take(use, bytes);
    }

    public void giveBack(Use use, long bytes) {
        share.giveBack(use, bytes);
    }

    /** Whether so many bytes more could stay. */
    public boolean hasRoomToLast(long bytes) {
        return share.hasRoomToLast(bytes);
    }

    /** Whether so many bytes more could be there for a moment. */
    public boolean hasRoomToPass(long bytes) {
        return share.hasRoomToPass(bytes);
    }

    /** Whether so many bytes could be taken for what passes when its holder wants. */
    public boolean hasRoomToHold(long bytes) {
        return share.hasRoomToHold(bytes);
    }

    /** That there is no room for so many bytes; tells whether there will be in a moment, or what helps. */
    public EngineException.NoRoom noRoom(long bytes, String what, String help) {
        return noRoom(share, bytes, what, help);
    }

    /** The same, where it is known whether there will be room in a moment. */
    public EngineException.NoRoom noRoom(boolean passing, String what, String help) {
        return noRoom(share, passing, what, help);
    }

    static EngineException.NoRoom noRoom(MemoryShare share, long bytes, String what, String help) {
        return noRoom(share, share.hasRoomInAMoment(bytes), what, help);
    }

    private static EngineException.NoRoom noRoom(MemoryShare share, boolean passing, String what, String help) {
        return EngineException.NoRoom.of(what, share.account().toString(), passing, help);
    }

    @Override
    public void close() {
        share.close();
    }
}
