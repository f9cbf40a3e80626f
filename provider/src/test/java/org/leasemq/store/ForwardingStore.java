package org.leasemq.store;

import java.util.List;
import java.util.UUID;

/** A store that asks another one; tests change what they want to. */
public class ForwardingStore implements Store {
    private final Store store;

    protected ForwardingStore(Store store) {
        this.store = store;
    }

    @Override
    public UUID identity() {
        return store.identity();
    }

    @Override
    public void recover(Recovery recovery) {
        store.recover(recovery);
    }

    @Override
    public Locations write(List<? extends Change> changes) {
        return store.write(changes);
    }

    @Override
    public List<Change.Storing> read(long location) {
        return store.read(location);
    }

    @Override
    public Usage usage() {
        return store.usage();
    }

    @Override
    public Replay oldest(long after) {
        return store.oldest(after);
    }

    @Override
    public void lookedThrough(long location) {
        store.lookedThrough(location);
    }

    @Override
    public void reclaim(long now) {
        store.reclaim(now);
    }

    @Override
    public void checkRoom(long bytes) {
        store.checkRoom(bytes);
    }

    @Override
    public long term() {
        return store.term();
    }

    @Override
    public boolean isOwned() {
        return store.isOwned();
    }

    @Override
    public void close() {
        store.close();
    }
}
