package org.leasemq.console.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * Looks at all queues, once for all pages, and remembers what it saw: of the server as a whole each 10 seconds of a day, of queues in
 * which something was as {@link QueueHistory} tells, as far as a small part of the memory allows. It looks less often where looking
 * takes long. Safe for use by several threads.
 */
public final class Figures implements AutoCloseable {
    static final long PERIOD = 10_000;
    private static final int IN_DAY = (int) (86_400_000 / PERIOD);
    private static final int PERIODS_OF_DAY_VALUE = 30;
    private static final int COUNTS = 4;
    /** A part of all memory is for histories of queues. */
    private static final int PART = 32;
    /** Looking takes so small a part of the time at most: what is told to pages afterwards takes as much again. */
    private static final int RARITY = 150;
    /** Whoever asks is told of the last second. */
    private static final long FRESH = 1000;
    /** More a page does not show. */
    private static final int MOST_POINTS = 600;
    /** With that few more a queue is not said to grow. */
    private static final int FEW = 10;

    private static final long BYTES = IN_DAY * 8L + COUNTS * Ring.bytes(IN_DAY);

    private final LeaseEngine engine;
    private final TimeSource clock;
    private final MemoryShare memory;
    private final long most;

    @GuardedBy("this")
    private final long[] times = new long[IN_DAY];

    @GuardedBy("this")
    private final List<Ring> totals = new ArrayList<>();

    @GuardedBy("this")
    private final Map<String, QueueHistory> histories = new HashMap<>();

    @GuardedBy("this")
    private Map<String, Row> rows = new HashMap<>();

    /** The same, for others. */
    @GuardedBy("this")
    private List<Row> all = List.of();

    /** Groups that are blocked, by queue; replaced as a whole. */
    private volatile Map<String, MessageGroup> blocked = Map.of();

    @GuardedBy("this")
    private long blockedAt;

    @GuardedBy("this")
    private long version;

    @GuardedBy("this")
    private long lastRemembered;

    @GuardedBy("this")
    private long lastLook;

    /** The same in milliseconds since the epoch. */
    @GuardedBy("this")
    private long seenAt;

    /** How many milliseconds it took to look. */
    @GuardedBy("this")
    private long cost;

    @GuardedBy("this")
    private long moment = -1;

    @GuardedBy("this")
    private boolean closed;

    /** @param memory not closed by this */
    public Figures(LeaseEngine engine, TimeSource clock, MemoryShare memory) {
        this.engine = engine;
        this.clock = clock;
        this.memory = memory;
        this.most = memory.account().limit() / PART;
        for (int i = 0; i < COUNTS; i++) {
            totals.add(new Ring(IN_DAY));
        }
        memory.take(Use.FIGURES, BYTES);
    }

    /** Looks and remembers, if it is time to. To be called each second or so. */
    public synchronized void tick() {
        long now = clock.elapsedMillis();
        if (!closed && (moment < 0 || now - lastRemembered >= Math.max(PERIOD, cost * RARITY))) {
            if (moment < 0 || now - lastLook >= FRESH) {
                look(now);
            }
            remember();
            lastRemembered = now;
        }
    }

    /** All queues, as they are or were a moment ago. */
    public synchronized List<Row> rows() {
        long now = clock.elapsedMillis();
        if (!closed && (lastLook == 0 || now - lastLook >= Math.max(FRESH, cost * RARITY))) {
            look(now);
        }
        return all;
    }

    /** Changes whenever all queues have been looked at. */
    public synchronized long version() {
        return version;
    }

    /** When that was, in milliseconds since the epoch. */
    public synchronized long seenAt() {
        return seenAt;
    }

    /** One queue, as it is now; null if it is not there. */
    public Row row(String queue) {
        QueueInfo info = engine.findQueue(queue).await().orElse(null);
        if (info == null) {
            return null;
        }
        QueueStatistics counts = engine.statistics(queue).await();
        synchronized (this) {
            Row known = rows.get(queue);
            return known == null
                    ? new Row(info, counts, 0, 0, false)
                    : new Row(info, counts, known.sentRate(), known.doneRate(), known.growing());
        }
    }

    @GuardedBy("this")
    private void look(long now) {
        long began = System.nanoTime();
        Map<String, Row> seen = new HashMap<>(2 * rows.size());
        double seconds = Math.max(1, now - lastLook) / 1000.0;
        for (QueueInfo queue : engine.queues()) {
            try {
                QueueStatistics counts = engine.statistics(queue.name()).await();
                seen.put(queue.name(), row(queue, counts, rows.get(queue.name()), seconds));
            } catch (EngineException.NoSuchQueue | EngineException.QueueSetAside e) {
                seen.remove(queue.name());
            }
        }
        seenAt = clock.millis();
        rows = seen;
        all = List.copyOf(seen.values());
        if (now - blockedAt >= PERIOD) {
            blocked = BlockedGroups.of(engine, all, seenAt);
            blockedAt = now;
        }
        version++;
        lastLook = now;
        cost = (System.nanoTime() - began) / 1_000_000;
    }

    @GuardedBy("this")
    private Row row(QueueInfo queue, QueueStatistics counts, Row before, double seconds) {
        if (before == null || before.info().number() != queue.number()) {
            return new Row(queue, counts, 0, 0, false);
        }
        Row now = new Row(queue, counts, 0, 0, false);
        float sent = (float) ((counts.sent() - before.counts().sent()) / seconds);
        float done = (float) ((now.done() - before.done()) / seconds);
        return new Row(queue, counts, Math.max(0, sent), Math.max(0, done), isGrowing(now));
    }

    /** Whether it has grown by a tenth and more than a few within the last minutes, and in the latter half of them, too. */
    @GuardedBy("this")
    private boolean isGrowing(Row row) {
        QueueHistory history = histories.get(row.name());
        if (history == null) {
            return false;
        }
        float[] depths = history.recentDepths(moment);
        int first = 0;
        while (first < depths.length && Float.isNaN(depths[first])) {
            first++;
        }
        if (first >= depths.length - FEW / 2) {
            return false;
        }
        float middle = depths[(first + depths.length) / 2];
        return row.waiting() > depths[first] * 1.1 + FEW && row.waiting() > middle && middle > depths[first];
    }

    @GuardedBy("this")
    private void remember() {
        moment++;
        times[(int) (moment % IN_DAY)] = clock.millis() / 1000;
        histories.keySet().removeIf(queue -> {
            boolean gone = !rows.containsKey(queue);
            if (gone) {
                memory.giveBack(Use.FIGURES, QueueHistory.BYTES);
            }
            return gone;
        });
        float[] sums = new float[COUNTS];
        for (Row row : rows.values()) {
            sums[0] += row.waiting();
            sums[1] += row.counts().inFlight();
            sums[2] += row.sentRate();
            sums[3] += row.doneRate();
            QueueHistory history = history(row);
            if (history != null) {
                history.setRecent(moment, row);
                if (moment % PERIODS_OF_DAY_VALUE == 0) {
                    history.setDay(moment / PERIODS_OF_DAY_VALUE, row);
                }
            }
        }
        for (int i = 0; i < COUNTS; i++) {
            totals.get(i).set(moment, sums[i]);
        }
    }

    /** Null where nothing was yet, or where there is no memory for it. */
    @GuardedBy("this")
    private QueueHistory history(Row row) {
        QueueHistory known = histories.get(row.name());
        boolean fits = (histories.size() + 1) * QueueHistory.BYTES <= most && memory.hasRoomToLast(QueueHistory.BYTES);
        if (known != null || !row.isUsed() || !fits) {
            return known;
        }
        memory.take(Use.FIGURES, QueueHistory.BYTES);
        QueueHistory made = new QueueHistory();
        histories.put(row.name(), made);
        return made;
    }

    /** A group of a queue in which others have waited long for a message in flight; null if there is none. */
    public MessageGroup blockedGroup(String queue) {
        return blocked.get(queue);
    }

    /** How much waited in a queue in the last minutes; empty where that is not known. */
    public synchronized float[] recentDepths(String queue) {
        QueueHistory history = histories.get(queue);
        return history == null || moment < 0 ? new float[0] : history.recentDepths(moment);
    }

    /** The counts of a queue over the last day, or the last minutes; null where they are not known. */
    public synchronized History history(String queue, boolean ofDay) {
        QueueHistory history = histories.get(queue);
        if (history == null || moment < 0) {
            return null;
        }
        int step = ofDay ? PERIODS_OF_DAY_VALUE : 1;
        long last = moment / step;
        List<float[]> values = history.lastOf(ofDay, last);
        long[] at = new long[values.get(0).length];
        for (int i = 0; i < at.length; i++) {
            at[i] = times[(int) ((last - at.length + 1 + i) * step % IN_DAY)];
        }
        return new History(at, values);
    }

    /** The counts of all queues together, over the last day. */
    public synchronized History totals() {
        if (moment < 0) {
            return new History(
                    new long[0], totals.stream().map(ring -> new float[0]).toList());
        }
        List<float[]> values =
                totals.stream().map(ring -> ring.last(moment, IN_DAY)).toList();
        long[] at = new long[values.get(0).length];
        for (int i = 0; i < at.length; i++) {
            at[i] = times[(int) ((moment - at.length + 1 + i) % IN_DAY)];
        }
        int step = 1 + at.length / MOST_POINTS;
        return new History(
                every(at, step), values.stream().map(one -> every(one, step)).toList());
    }

    private static long[] every(long[] all, int step) {
        long[] some = new long[(all.length + step - 1) / step];
        Arrays.setAll(some, i -> all[i * step]);
        return some;
    }

    private static float[] every(float[] all, int step) {
        float[] some = new float[(all.length + step - 1) / step];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i * step];
        }
        return some;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            memory.giveBack(Use.FIGURES, BYTES + histories.size() * QueueHistory.BYTES);
            histories.clear();
        }
    }
}
