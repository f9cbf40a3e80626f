package org.leasemq.store.segment;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.LongStream;
import org.leasemq.log.Logs;
import org.leasemq.store.Change;
import org.leasemq.store.Store;

/** The segments of the log, oldest first, and what is alive in each. The last one is being written to. Thread-safe. */
public final class Segments {
    private static final Logger LOG = Logs.of(Segments.class.getPackageName());

    /** In their order. */
    private final ArrayList<Segment> segments = new ArrayList<>();

    /** Adds one, which comes after all others. */
    public synchronized void append(Segment segment) {
        segments.add(segment);
    }

    public synchronized void remove(Segment segment) {
        segments.remove(segment);
    }

    /** Forgets every segment that is not among those that exist. */
    public synchronized void retain(NavigableSet<Long> existing) {
        segments.removeIf(segment -> !existing.contains(segment.first));
    }

    public synchronized boolean contains(long first) {
        Segment segment = holding(first);
        return segment != null && segment.first == first;
    }

    public synchronized List<Segment> all() {
        return List.copyOf(segments);
    }

    /** The segment that holds a location, or null if it was reclaimed. */
    public synchronized Segment holding(long location) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).first <= location) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : segments.get(low - 1);
    }

    public synchronized Segment writing() {
        return segments.get(segments.size() - 1);
    }

    public synchronized boolean isWriting(Segment segment) {
        return writing() == segment;
    }

    /** The oldest segment, or null when that is the one being written to. */
    public synchronized Segment oldestClosed() {
        return segments.size() < 2 ? null : segments.get(0);
    }

    /** Whatever is needed of a segment has been written again. */
    public synchronized void lookedThrough(Segment segment) {
        segment.remembersUntil = 0;
    }

    /** The oldest segment when it can go, otherwise null. */
    public synchronized Segment dead(long now) {
        Segment oldest = oldestClosed();
        return oldest != null && oldest.isDead(now) ? oldest : null;
    }

    /** Bytes of all of them, dead or alive. */
    public synchronized long bytes() {
        long bytes = 0;
        for (Segment segment : segments) {
            bytes += segment.bytes;
        }
        return bytes;
    }

    public synchronized boolean isFull(long segmentBytes) {
        return writing().bytes >= segmentBytes;
    }

    /** A block was written: counts what it stores. Takes no memory, since the block is durable already. */
    public synchronized void stored(Segment segment, List<? extends Change> changes, long bytes) {
        stored(segment, bytes);
        for (int i = 0; i < changes.size(); i++) {
            stored(segment, changes.get(i));
        }
    }

    /** A block was played back. */
    synchronized void stored(Segment segment, long bytes) {
        segment.bytes += bytes;
    }

    /** A change was played back. */
    synchronized void stored(Segment segment, Change change) {
        if (change instanceof Change.Add || change instanceof Change.Rewrite || change instanceof Change.Share) {
            segment.contents++;
            segment.live++;
        } else if (change instanceof Change.Answer) {
            segment.answers++;
            segment.liveAnswers++;
        } else if (change instanceof Change.Deduplicate d) {
            segment.remembersUntil = Math.max(segment.remembersUntil, d.until());
        }
    }

    /** A block was written: counts what died with it. Takes no memory, as above. */
    public synchronized void died(List<? extends Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
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
            } else if (change instanceof Change.Forgotten c) {
                forgotten(c.locations());
            }
        }
    }

    private void died(long[] locations) {
        for (long location : locations) {
            died(location);
        }
    }

    private void died(long location) {
        Segment segment = holding(location);
        if (segment == null || segment.live == 0) {
            tooMany("contents", location);
        } else {
            segment.live--;
        }
    }

    private void forgotten(long[] locations) {
        for (long location : locations) {
            Segment segment = holding(location);
            if (segment == null || segment.liveAnswers == 0) {
                tooMany("answers", location);
            } else {
                segment.liveAnswers--;
            }
        }
    }

    /** The batch is durable already: to throw would claim that it is not. */
    private static void tooMany(String what, long location) {
        LOG.log(
                Level.ERROR,
                "More " + what + " died at location " + location + " than lived there, which indicates a bug.");
    }

    /** Replaces the counts of what lives. */
    synchronized void alive(LongStream contents, LongStream answers) {
        segments.forEach(segment -> {
            segment.live = 0;
            segment.liveAnswers = 0;
        });
        contents.forEach(location -> {
            Segment segment = holding(location);
            requireStored(segment != null && segment.live < segment.contents, "contents", location);
            segment.live++;
        });
        answers.forEach(location -> {
            Segment segment = holding(location);
            requireStored(segment != null && segment.liveAnswers < segment.answers, "answers", location);
            segment.liveAnswers++;
        });
    }

    private static void requireStored(boolean stored, String what, long location) {
        if (!stored) {
            throw new IllegalStateException("More " + what + " are said to be alive at location " + location
                    + " than were stored there, which indicates a bug.");
        }
    }

    public synchronized Store.Usage usage(long now) {
        long live = 0;
        long dead = 0;
        for (Segment segment : segments) {
            live += segment.liveBytes();
            if (!isWriting(segment)) {
                dead += segment.bytes - segment.liveBytes();
            }
        }
        return new Store.Usage(live, dead, dead(now) != null);
    }
}
