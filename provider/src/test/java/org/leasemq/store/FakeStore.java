package org.leasemq.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.model.EncodedAttributes;
import org.leasemq.engine.model.Message;

/**
 * A store in memory, without threads and without I/O: what it does depends on its calls only. Everything durable is on the
 * {@link Disk} it is opened on. Like a real store it forgets what is meant for bookkeeping only.
 */
public class FakeStore implements Store {
    /** Changes of a block. */
    private static final int FULL = 4;

    private final Disk disk;
    private final InstantSource clock;
    private final int opening;
    private final Map<Long, Integer> live = new HashMap<>();
    private final Map<Long, Integer> liveAnswers = new HashMap<>();
    private long lookedThrough = -1;
    private boolean recovered;
    private boolean closed;

    public FakeStore(Disk disk, InstantSource clock) {
        this.disk = disk;
        this.clock = clock;
        this.opening = disk.open();
    }

    @Override
    public UUID identity() {
        return disk.identity;
    }

    @Override
    public synchronized void recover(Recovery recovery) {
        requireOpen();
        if (recovered) {
            throw new IllegalStateException("recover() was called before");
        }
        recovered = true;
        disk.queues.values().forEach(queue -> recovery.replay(0, queue));
        do {
            disk.batches.forEach((location, changes) -> changes.forEach(change -> recovery.replay(location, change)));
        } while (recovery.again());
        recovery.liveLocations().forEach(location -> live.merge(location, 1, Integer::sum));
        recovery.liveAnswers().forEach(location -> liveAnswers.merge(location, 1, Integer::sum));
    }

    @Override
    public synchronized Locations write(List<? extends Change> changes) {
        requireRecovered();
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one change");
        }
        if (disk.isRefusing()) {
            throw new StoreException("The disk refuses to be written to. Nothing of the batch was stored.");
        }
        Locations locations = new Locations(disk.lastLocation + 1);
        int from = 0;
        while (from < changes.size()) {
            int end = end(changes, from);
            locations.put(changes.subList(from, end), disk.lastLocation + 1);
            block(changes.subList(from, end));
            from = end;
        }
        return locations;
    }

    /** As a real store has it, though a block is full soon: another content begins another. */
    private static int end(List<? extends Change> changes, int from) {
        int end = from + 1;
        while (end < changes.size() && (end - from < FULL || !(changes.get(end) instanceof Change.Storing))) {
            end++;
        }
        return end;
    }

    private void block(List<? extends Change> changes) {
        long location = ++disk.lastLocation;
        List<Change> durable = new ArrayList<>();
        for (Change change : changes) {
            apply(location, change, durable);
        }
        disk.batches.put(location, List.copyOf(durable));
        List<Change.Storing> contents = contents(durable);
        long bytes = contents.stream().mapToLong(FakeStore::size).sum();
        disk.sizes.put(location, new Disk.Size(contents.size(), bytes));
    }

    private void apply(long location, Change change, List<Change> durable) {
        if (change instanceof Change.PutQueue put) {
            disk.queues.put(put.queue(), put);
        } else if (change instanceof Change.DropQueue drop) {
            disk.queues.remove(drop.queue());
            died(live, drop.locations());
        } else if (change instanceof Change.Purge purge) {
            died(live, purge.locations());
            durable.add(new Change.Purge(purge.queue(), purge.upTo(), new long[0]));
        } else if (change instanceof Change.Remove remove) {
            died(live, remove.location());
            durable.add(new Change.Remove(remove.position(), 0));
        } else if (change instanceof Change.Rewrite r) {
            died(live, r.oldLocation());
            live.merge(location, 1, Integer::sum);
            durable.add(new Change.Rewrite(
                    r.queue(), r.position(), r.progress(), r.provenance(), r.content(), r.message(), 0));
        } else if (change instanceof Change.Share s) {
            if (s.oldLocation() >= 0) {
                died(live, s.oldLocation());
            }
            live.merge(location, 1, Integer::sum);
            durable.add(new Change.Share(s.queue(), s.position(), s.progress(), s.provenance(), s.content(), 0));
        } else if (change instanceof Change.Forgotten forgotten) {
            died(liveAnswers, forgotten.locations());
        } else {
            if (change instanceof Change.Add) {
                live.merge(location, 1, Integer::sum);
            } else if (change instanceof Change.Answer) {
                liveAnswers.merge(location, 1, Integer::sum);
            }
            durable.add(change);
        }
    }

    private static void died(Map<Long, Integer> alive, long... locations) {
        for (long location : locations) {
            Integer count = alive.get(location);
            if (count == null) {
                throw new IllegalStateException("more died at location " + location + " than lived there");
            }
            alive.computeIfPresent(location, (key, value) -> value == 1 ? null : value - 1);
        }
    }

    @Override
    public synchronized List<Change.Storing> read(long location) {
        requireRecovered();
        List<Change> changes = disk.batches.get(location);
        return changes == null ? null : contents(changes);
    }

    private static List<Change.Storing> contents(List<Change> changes) {
        List<Change.Storing> messages = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Storing stored) {
                messages.add(stored);
            }
        }
        return messages;
    }

    @Override
    public synchronized Usage usage() {
        requireRecovered();
        long liveBytes = 0;
        long deadBytes = 0;
        long writing = writing();
        for (Map.Entry<Long, Disk.Size> batch : disk.sizes.entrySet()) {
            Disk.Size size = batch.getValue();
            int alive = live.getOrDefault(batch.getKey(), 0);
            long liveShare = size.count() == 0 ? 0 : size.bytes() * alive / size.count();
            liveBytes += liveShare;
            if (disk.segment(batch.getKey()) != writing) {
                deadBytes += size.bytes() - liveShare;
            }
        }
        return new Usage(liveBytes, deadBytes, mayGo(clock.millis()));
    }

    private static long size(Change.Storing stored) {
        Message message = stored.message();
        return 50
                + EncodedAttributes.encode(message.attributes()).length
                + message.body().bytes().length;
    }

    @Override
    public synchronized Replay oldest(long after) {
        requireRecovered();
        if (!hasClosedSegment()) {
            return null;
        }
        Map.Entry<Long, List<Change>> next = disk.batches.higherEntry(after);
        return next == null || disk.segment(next.getKey()) != oldestSegment()
                ? null
                : new Replay(next.getKey(), next.getValue());
    }

    @Override
    public synchronized void lookedThrough(long location) {
        Map.Entry<Long, List<Change>> next = disk.batches.higherEntry(location);
        if (next == null || disk.segment(next.getKey()) != disk.segment(location)) {
            lookedThrough = disk.segment(location);
        }
    }

    @Override
    public synchronized void reclaim(long now) {
        requireRecovered();
        while (mayGo(now)) {
            long segment = oldestSegment();
            disk.batches.keySet().removeIf(location -> disk.segment(location) == segment);
            disk.sizes.keySet().removeIf(location -> disk.segment(location) == segment);
        }
    }

    private boolean mayGo(long now) {
        if (!hasClosedSegment()) {
            return false;
        }
        long segment = oldestSegment();
        for (Map.Entry<Long, List<Change>> batch : disk.batches.entrySet()) {
            if (disk.segment(batch.getKey()) != segment) {
                break;
            }
            boolean forgotten = segment == lookedThrough || forgets(batch.getValue(), now);
            boolean lives = live.containsKey(batch.getKey()) || liveAnswers.containsKey(batch.getKey());
            if (lives || !forgotten) {
                return false;
            }
        }
        return true;
    }

    private static boolean forgets(List<Change> changes, long now) {
        return changes.stream().noneMatch(change -> change instanceof Change.Deduplicate d && d.until() > now);
    }

    private boolean hasClosedSegment() {
        return !disk.batches.isEmpty() && oldestSegment() != writing();
    }

    private long oldestSegment() {
        return disk.segment(disk.batches.firstKey());
    }

    private long writing() {
        return disk.segment(disk.lastLocation + 1);
    }

    @Override
    public synchronized void checkRoom(long bytes) {
        requireRecovered();
        if (disk.isFull() && bytes > 0) {
            throw new StoreFullException("The disk is full: there is no room for " + bytes + " bytes.");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireRecovered() {
        requireOpen();
        if (!recovered) {
            throw new IllegalStateException("recover() has to be called first");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("The store is closed.");
        }
        disk.requireLatest(opening);
    }
}
