package org.leasemq.store.derby;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.leasemq.store.Change;
import org.leasemq.store.Store;

/** The segments of the log, oldest first, and what is alive in each. The last one is being written to. Thread-safe. */
final class Segments {
    private static final Logger LOG = System.getLogger(Segments.class.getPackageName());

    private final TreeMap<Long, Segment> byFirst = new TreeMap<>();

    synchronized void append(Segment segment) {
        byFirst.put(segment.first, segment);
    }

    synchronized void remove(Segment segment) {
        byFirst.remove(segment.first);
    }

    /** Forgets every segment that is not among those that exist. */
    synchronized void retain(NavigableSet<Long> existing) {
        byFirst.keySet().retainAll(existing);
    }

    synchronized boolean contains(long first) {
        return byFirst.containsKey(first);
    }

    synchronized List<Segment> all() {
        return List.copyOf(byFirst.values());
    }

    /** The segment that holds a location, or null if it was reclaimed. */
    synchronized Segment holding(long location) {
        Map.Entry<Long, Segment> entry = byFirst.floorEntry(location);
        return entry == null ? null : entry.getValue();
    }

    synchronized Segment writing() {
        return byFirst.lastEntry().getValue();
    }

    synchronized boolean isWriting(Segment segment) {
        return byFirst.lastEntry().getValue() == segment;
    }

    /** The oldest segment, or null when that is the one being written to. */
    synchronized Segment oldestClosed() {
        return byFirst.size() < 2 ? null : byFirst.firstEntry().getValue();
    }

    /** Whatever is needed of a segment has been written again. */
    synchronized void lookedThrough(Segment segment) {
        segment.remembersUntil = 0;
    }

    /** The oldest segment when it can go, otherwise null. */
    synchronized Segment dead(long now) {
        Segment oldest = oldestClosed();
        return oldest != null && oldest.isDead(now) ? oldest : null;
    }

    synchronized boolean isFull(long segmentBytes) {
        return writing().bytes >= segmentBytes;
    }

    /** A block was written: counts what it stores. */
    synchronized void stored(Segment segment, List<? extends Change> changes, int bytes) {
        stored(segment, bytes);
        changes.forEach(change -> stored(segment, change));
    }

    /** A block was played back. */
    synchronized void stored(Segment segment, int bytes) {
        segment.bytes += bytes;
    }

    /** A change was played back. */
    synchronized void stored(Segment segment, Change change) {
        if (change instanceof Change.Add || change instanceof Change.Rewrite || change instanceof Change.Share) {
            segment.contents++;
            segment.live++;
        } else if (change instanceof Change.Deduplicate d) {
            segment.remembersUntil = Math.max(segment.remembersUntil, d.until());
        }
    }

    /** A block was written: counts what died with it. */
    synchronized void died(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Remove c) {
                died(c.location());
            } else if (change instanceof Change.Rewrite c) {
                died(c.oldLocation());
            } else if (change instanceof Change.Share c && c.oldLocation() >= 0) {
                died(c.oldLocation());
            } else if (change instanceof Change.Purge c) {
                died(c.locations());
            } else if (change instanceof Change.DropQueue c) {
                died(c.locations());
            }
        }
    }

    private void died(long... locations) {
        for (long location : locations) {
            Segment segment = holding(location);
            if (segment == null || segment.live == 0) {
                // the batch is durable already: to throw would claim that it is not
                LOG.log(
                        Level.ERROR,
                        "More contents died at location {0} than lived there, which indicates a bug.",
                        location);
            } else {
                segment.live--;
            }
        }
    }

    /** Replaces the counts of living contents. */
    synchronized void alive(LongStream locations) {
        byFirst.values().forEach(segment -> segment.live = 0);
        locations.forEach(location -> {
            Segment segment = holding(location);
            if (segment == null || segment.live == segment.contents) {
                throw new IllegalStateException("More contents are said to be alive at location " + location
                        + " than were stored there, which indicates a bug.");
            }
            segment.live++;
        });
    }

    synchronized Store.Usage usage(long now) {
        long live = 0;
        long dead = 0;
        for (Segment segment : byFirst.values()) {
            live += segment.liveBytes();
            if (!isWriting(segment)) {
                dead += segment.bytes - segment.liveBytes();
            }
        }
        return new Store.Usage(live, dead, dead(now) != null);
    }
}
