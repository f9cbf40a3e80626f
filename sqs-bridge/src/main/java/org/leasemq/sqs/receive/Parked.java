package org.leasemq.sqs.receive;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.engine.Completion;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** The receives that wait for messages. Safe for use by several threads. */
public final class Parked {
    /** So much of the account may be taken by requests when another begins to wait: less than requests may take at all. */
    private static final int PART = 4;

    private final Set<Completion<?>> receives = ConcurrentHashMap.newKeySet();
    private final MemoryShare memory;
    private volatile boolean over;

    /** @param memory what waits takes of it */
    public Parked(MemoryShare memory) {
        this.memory = memory;
    }

    /** Whether another may wait: those that do leave memory to requests that do something. */
    public boolean hasRoom() {
        return memory.used(Use.REQUESTS) <= memory.account().limit() / PART && memory.hasRoomToHold(0);
    }

    /** One begins to wait. */
    public void add(Completion<?> receive) {
        receives.add(receive);
        if (over) {
            receive.cancel();
        }
    }

    /** One has ended. */
    public void remove(Completion<?> receive) {
        receives.remove(receive);
    }

    /** How many wait. */
    public int size() {
        return receives.size();
    }

    /** Ends all of them without messages, and those that come: the server stops. */
    public void endAll() {
        over = true;
        receives.forEach(Completion::cancel);
    }
}
