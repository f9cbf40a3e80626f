package org.leasemq.engine.local.commit;

import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.EngineThreads;
import org.leasemq.engine.local.runtime.Life;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Store;

/**
 * Looks now and then whether the store has space to give back, and has somebody see to that. Guarded by the engine's lock.
 */
public final class SpaceWatch {
    private final Store store;
    private final EngineMemory memory;
    private final EngineThreads threads;
    private final Life life;
    private final EngineSettings.Reclaiming settings;
    private final boolean inHeap;
    private Runnable keeper = () -> {};
    private int writes;
    private boolean busy;

    /** How many queues are being cleared: what is to be removed from them must not be written again meanwhile. */
    private int pauses;

    /** Bytes of the heap that have been taken for the store. */
    private long counted;

    public SpaceWatch(
            Store store, EngineMemory memory, EngineThreads threads, Life life, EngineSettings.Reclaiming settings) {
        this.store = store;
        this.memory = memory;
        this.threads = threads;
        this.life = life;
        this.settings = settings;
        this.inHeap = store.heapBytes() >= 0;
    }

    /** @param work a chore that has space given back; calls {@link #rest} in the end */
    public void keptBy(Runnable work) {
        keeper = work;
    }

    /** Called after every write. */
    public void look() {
        count();
        writes++;
        if (writes >= settings.writesBetweenLooks()) {
            lookNow();
        }
    }

    /** Somebody found no room, and may wait for it without writing anything. */
    public void lookNow() {
        if (!busy && !life.isClosing()) {
            writes = 0;
            Store.Usage usage = store.usage();
            if (usage.reclaimable() || isWasteful(usage)) {
                busy = true;
                threads.executeAside(keeper);
            }
        }
    }

    public boolean isWasteful(Store.Usage usage) {
        return usage.deadBytes() > Math.max(settings.toleratedBytes(), usage.liveBytes());
    }

    /** Nothing more can be given back at present. */
    public void rest() {
        busy = false;
        count();
    }

    /** Counts what a store that lies in the heap takes of it. */
    private void count() {
        if (inHeap) {
            long now = store.heapBytes();
            memory.take(Use.STORE, now - counted);
            counted = now;
        }
    }

    /** Whether what is stored takes memory. */
    public boolean isInHeap() {
        return inHeap;
    }

    public void pause() {
        pauses++;
    }

    public void goOn() {
        pauses--;
    }

    public boolean isPaused() {
        return pauses > 0;
    }
}
