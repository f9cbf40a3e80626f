package org.leasemq.store.derby.failure;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.derby.shared.common.error.ShutdownException;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;
import org.leasemq.store.block.Damage;

/** Translates what Derby throws. */
public final class Failures {
    /** From this error code on the connection is lost; lower ones end a statement or a transaction. */
    private static final int CONNECTION_LOST = 40_000;

    /** Derby's own words for it: for a connection, and for a file; a lost connection has other endings. */
    private static final Set<String> INTERRUPTED = Set.of("08000", "XSDG9");

    private static final int LONGEST_REASON = 500;
    private static final String LOG_FULL = "XSLA4";

    private Failures() {}

    /**
     * @param what what failed, as the beginning of a sentence, and where
     * @param next what happens next and what can be done
     */
    public static StoreException translate(String what, String next, SQLException e) {
        return isDiskFull(e) ? full(what, next, e) : new StoreException(what + ": " + reason(e) + ". " + next, e);
    }

    /** A database could not be opened or read. */
    public static StoreException unreadable(String what, SQLException e) {
        return translate(
                what,
                isDiskFull(e) ? "Nothing that was stored is lost." : "If its files are damaged: " + Damage.ADVICE,
                e);
    }

    /** As {@link #translate(String, String, SQLException)}, for files that are not Derby's. */
    public static StoreException translate(String what, String next, IOException e) {
        return isDiskFull(e) ? full(what, next, e) : new StoreException(what + ": " + e + ". " + next, e);
    }

    private static StoreException full(String what, String next, Exception e) {
        return new StoreFullException(what + ": the disk is full. " + next + " Free space on the disk.", e);
    }

    /** Derby's outermost error often refers to the next one only, and some come with a dump of a page. */
    private static String reason(SQLException e) {
        Throwable last = e;
        for (Throwable t = e; t != null; t = t.getCause()) {
            last = t.getMessage() == null ? last : t;
        }
        String outer = firstLine(e);
        String inner = firstLine(last);
        return inner.isEmpty() || outer.contains(inner) ? outer : outer + ": " + inner;
    }

    private static String firstLine(Throwable t) {
        String text = String.valueOf(t.getMessage()).lines().findFirst().orElse("");
        String line = text.replace(", see the next exception for details", "").strip();
        String reason = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
    }

    /** For whoever calls while what failed is not tried again. */
    public static StoreException again(StoreException failure) {
        return failure instanceof StoreFullException
                ? new StoreFullException(failure.getMessage(), failure)
                : new StoreException(failure.getMessage(), failure);
    }

    /** Whether the database may be down, or broken by an Error, so that it has to be opened again. */
    public static boolean isFatal(SQLException e) {
        return has(e, x -> x.getErrorCode() >= CONNECTION_LOST || state(x).startsWith("08"))
                || anywhere(e, t -> t instanceof Error || t instanceof ShutdownException);
    }

    /**
     * Whether an interrupt made Derby give up the connection, or closed a file. Derby opens again what it finds closed, but not
     * while it makes a file or writes its beginning: then the file cannot be forced to the disk.
     */
    public static boolean isInterrupt(SQLException e) {
        return anywhere(
                e,
                t -> t instanceof ClosedChannelException
                        || t instanceof SyncFailedException
                        || t instanceof SQLException x && INTERRUPTED.contains(state(x)));
    }

    public static boolean hasState(SQLException e, String state) {
        return has(e, x -> state(x).equals(state));
    }

    public static boolean isDiskFull(Throwable failure) {
        return anywhere(failure, t -> saysFull(t) || t instanceof SQLException x && state(x).equals(LOG_FULL));
    }

    /** Asks for the causes, and for what else Derby has to say with each. */
    private static boolean anywhere(Throwable failure, Predicate<Throwable> wanted) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            SQLException next = t instanceof SQLException e ? e.getNextException() : null;
            if (wanted.test(t) || next != null && anywhere(next, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysFull(Throwable t) {
        String message = String.valueOf(t.getMessage());
        return message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || message.contains("not enough space on the disk");
    }

    private static boolean has(SQLException failure, Predicate<SQLException> wanted) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            if (wanted.test(e)) {
                return true;
            }
        }
        return false;
    }

    private static String state(SQLException e) {
        return String.valueOf(e.getSQLState());
    }
}
