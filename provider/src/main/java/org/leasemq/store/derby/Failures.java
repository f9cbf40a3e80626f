package org.leasemq.store.derby;

import java.sql.SQLException;
import java.util.function.Predicate;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** Translates what Derby throws. */
final class Failures {
    /** From this error code on the connection is lost; lower ones end a statement or a transaction. */
    private static final int CONNECTION_LOST = 40_000;

    /** Derby's own word for it; a lost connection has other endings. */
    private static final String INTERRUPTED = "08000";

    private static final int LONGEST_REASON = 500;
    private static final String LOG_FULL = "XSLA4";

    private Failures() {}

    /**
     * @param what what failed, as the beginning of a sentence, and where
     * @param next what happens next and what can be done
     */
    static StoreException translate(String what, String next, SQLException e) {
        if (isDiskFull(e)) {
            return new StoreFullException(what + ": the disk is full. " + next + " Free space on the disk.", e);
        }
        return new StoreException(what + ": " + reason(e) + ". " + next, e);
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
    static StoreException again(StoreException failure) {
        return failure instanceof StoreFullException
                ? new StoreFullException(failure.getMessage(), failure)
                : new StoreException(failure.getMessage(), failure);
    }

    /** Whether the database may be down, or broken by an Error, so that it has to be opened again. */
    static boolean isFatal(SQLException e) {
        return has(e, x -> x.getErrorCode() >= CONNECTION_LOST || state(x).startsWith("08") || isOfError(x));
    }

    /** Derby wraps the Errors that end its statements. */
    private static boolean isOfError(SQLException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof Error) {
                return true;
            }
        }
        return false;
    }

    /** Whether an interrupt made Derby give up the connection. */
    static boolean isInterrupt(SQLException e) {
        return hasState(e, INTERRUPTED);
    }

    static boolean hasState(SQLException e, String state) {
        return has(e, x -> state(x).equals(state));
    }

    static boolean isDiskFull(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            for (SQLException e = t instanceof SQLException x ? x : null; e != null; e = e.getNextException()) {
                if (state(e).equals(LOG_FULL) || saysFull(e) || e != t && isDiskFull(e)) {
                    return true;
                }
            }
            if (saysFull(t)) {
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
