package org.leasemq.console.audit;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;

/**
 * What was done by whom: the last changes, in memory, and each in the log. What was refused is kept apart from what was done, and what
 * programs ask by the API apart from what people do, so that nobody can push out what others did. The same again is counted, not kept
 * again. Safe for use by several threads.
 */
public final class Audit {
    private static final int LONGEST = 2000;
    private static final String DONE = "done";
    private static final System.Logger LOG = Logs.of(Audit.class);

    /** By which way something was asked for. */
    public enum Way {
        CONSOLE("Console"),
        API("API");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What is kept together, and how much of it. */
    enum Kept {
        CHANGES(1000),
        REFUSED_CHANGES(200),
        FAILED_CHANGES(200),
        API_CHANGES(500),
        REFUSED_API_CHANGES(100),
        LOGINS(200),
        REFUSED_LOGINS(200);

        final int most;

        Kept(int most) {
            this.most = most;
        }
    }

    /** What became of something. */
    public enum Outcome {
        DONE,
        /** Some of it was done. */
        PARTLY,
        REFUSED,
        /** It may have been done, or done in part. */
        FAILED
    }

    /**
     * Something that somebody did, or wanted to do.
     *
     * @param number later ones have higher numbers
     * @param at when; of what was done again and again, the last time
     * @param user null for nobody in particular
     * @param from the address it came from
     * @param way how it was asked for
     * @param action what
     * @param target to which queue, message, transaction or program
     * @param outcome what became of it
     * @param times how often
     */
    public record Entry(
            long number,
            Instant at,
            String user,
            String from,
            Way way,
            String action,
            String target,
            String outcome,
            int times) {
        private boolean isAs(Entry other) {
            return Objects.equals(user, other.user)
                    && Objects.equals(from, other.from)
                    && way == other.way
                    && action.equals(other.action)
                    && target.equals(other.target)
                    && outcome.equals(other.outcome);
        }

        private Entry again(Entry last) {
            return new Entry(last.number, last.at, user, from, way, action, target, outcome, times + 1);
        }
    }

    private final TimeSource clock;
    private final AtomicLong numbers = new AtomicLong();

    @GuardedBy("this")
    private final Map<Kept, Deque<Entry>> kept = new EnumMap<>(Kept.class);

    public Audit(TimeSource clock) {
        this.clock = clock;
        for (Kept one : Kept.values()) {
            kept.put(one, new ArrayDeque<>());
        }
    }

    /**
     * Somebody changed something, or was refused.
     *
     * @param words why it was refused or failed, or how much was done; null for nothing to say
     */
    public void changed(
            Way way, String user, String from, String action, String target, Outcome outcome, String words) {
        String told = outcome(outcome) + (words == null ? "" : ": " + words);
        Entry entry = new Entry(
                numbers.incrementAndGet(),
                clock.instant(),
                brief(user),
                from,
                way,
                action,
                brief(target),
                brief(told),
                1);
        boolean refused = outcome == Outcome.REFUSED;
        Kept where = way == Way.CONSOLE
                ? refused ? Kept.REFUSED_CHANGES : outcome == Outcome.FAILED ? Kept.FAILED_CHANGES : Kept.CHANGES
                : refused ? Kept.REFUSED_API_CHANGES : Kept.API_CHANGES;
        boolean first = keep(where, entry);
        if (way == Way.CONSOLE && (first || !refused)) { // there is a log of requests for the API
            LOG.log(
                    Level.INFO,
                    way.word + ": " + (entry.user == null ? "somebody" : plain(entry.user)) + " at " + from + ": "
                            + action + " of " + plain(entry.target) + ": " + plain(entry.outcome));
        }
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case DONE -> DONE;
            case PARTLY -> "done in part";
            case REFUSED -> "refused";
            case FAILED -> "failed";
        };
    }

    /** Somebody logged in or out, or could not. The server's log has nothing of it, which anybody could fill so. */
    public void login(String user, String from, String action, Outcome outcome) {
        keep(
                outcome == Outcome.DONE ? Kept.LOGINS : Kept.REFUSED_LOGINS,
                new Entry(
                        numbers.incrementAndGet(),
                        clock.instant(),
                        brief(user),
                        from,
                        Way.CONSOLE,
                        action,
                        "",
                        outcome(outcome),
                        1));
    }

    /** All that is kept, the latest first. */
    public List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        synchronized (this) {
            kept.values().forEach(all::addAll);
        }
        all.sort(Comparator.comparingLong(Entry::number).reversed());
        return all;
    }

    /** Whether it is not the same again. */
    private synchronized boolean keep(Kept where, Entry entry) {
        Deque<Entry> entries = kept.get(where);
        boolean again = !entries.isEmpty() && entries.getLast().isAs(entry);
        entries.addLast(again ? entries.removeLast().again(entry) : entry);
        if (entries.size() > where.most) {
            entries.removeFirst();
        }
        return !again;
    }

    private static String brief(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** On one line of the log, whatever somebody calls himself or a queue. */
    private static String plain(String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
    }
}
