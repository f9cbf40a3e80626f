package org.leasemq.console.audit;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;

/**
 * What was done by whom: the last changes, in memory, and each in the log. Who fails to log in is kept apart, so that he cannot push
 * out what others did. Safe for use by several threads.
 */
public final class Audit {
    static final int MOST_CHANGES = 1000;
    static final int MOST_LOGINS = 200;
    private static final int LONGEST = 300;
    private static final System.Logger LOG = Logs.of(Audit.class);

    /**
     * Something that somebody did, or wanted to do.
     *
     * @param user null for nobody in particular
     * @param from the address it came from
     * @param action what
     * @param target to which queue, message, transaction or program
     * @param outcome what became of it
     */
    public record Entry(Instant at, String user, String from, String action, String target, String outcome) {}

    private final TimeSource clock;

    @GuardedBy("this")
    private final Deque<Entry> changes = new ArrayDeque<>();

    @GuardedBy("this")
    private final Deque<Entry> logins = new ArrayDeque<>();

    public Audit(TimeSource clock) {
        this.clock = clock;
    }

    /** Somebody changed something, or was refused. */
    public void changed(String user, String from, String action, String target, String outcome) {
        Entry entry = new Entry(clock.instant(), brief(user), from, action, brief(target), brief(outcome));
        LOG.log(
                Level.INFO,
                "Console: " + (entry.user == null ? "somebody" : plain(entry.user)) + " at " + from + ": " + action
                        + " of " + plain(entry.target) + ": " + plain(entry.outcome));
        synchronized (this) {
            keep(changes, entry, MOST_CHANGES);
        }
    }

    /** Somebody logged in or out, or could not. The server's log has nothing of it, which anybody could fill so. */
    public void login(String user, String from, String action, String outcome) {
        Entry entry = new Entry(clock.instant(), brief(user), from, action, "", outcome);
        synchronized (this) {
            keep(logins, entry, MOST_LOGINS);
        }
    }

    /** All that is kept, the latest first. */
    public List<Entry> all() {
        List<Entry> all;
        synchronized (this) {
            all = new ArrayList<>(changes);
            all.addAll(logins);
        }
        all.sort(Collections.reverseOrder((one, other) -> one.at.compareTo(other.at)));
        return all;
    }

    private static void keep(Deque<Entry> entries, Entry entry, int most) {
        entries.addLast(entry);
        if (entries.size() > most) {
            entries.removeFirst();
        }
    }

    private static String brief(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** On one line of the log, whatever somebody calls himself or a queue. */
    private static String plain(String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
    }
}
