package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** What PostgreSQL and its driver throw, and what that means. */
final class Failures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String DUPLICATE_TABLE = "42P07";
    private static final String NO_RIGHT = "42501";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** The disk is full, and what is near that. */
    private static final Set<String> FULL = Set.of("53100", "53200", "54000");
    /** The server goes down, comes up, has closed the session, or has become a standby. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25006", "53300");

    private Failures() {}

    /** Whether the connection is of no use any more, so that nobody knows what became of the statement. */
    static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || AWAY.contains(state);
    }

    /** Whether a row stands where one was to be written, or there is no such place any more. */
    static boolean isTaken(SQLException e) {
        return has(e, UNIQUE_VIOLATION) || has(e, UNDEFINED_TABLE) || has(e, DUPLICATE_TABLE);
    }

    static boolean isGone(SQLException e) {
        return has(e, UNDEFINED_TABLE);
    }

    static boolean isForbidden(SQLException e) {
        return has(e, NO_RIGHT);
    }

    static boolean isLocked(SQLException e) {
        return has(e, LOCK_NOT_AVAILABLE);
    }

    private static boolean has(SQLException e, String state) {
        return state.equals(e.getSQLState());
    }

    /**
     * @param what could not be done
     * @param consequence what that means
     */
    static StoreException translate(String what, String consequence, SQLException e) {
        String text = what + ": " + e.getMessage() + ". " + consequence;
        return e.getSQLState() != null && FULL.contains(e.getSQLState())
                ? new StoreFullException(text, e)
                : new StoreException(text, e);
    }

    /** After something went wrong, which is what is told. */
    static void closeQuietly(Connection connection, Throwable because) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
