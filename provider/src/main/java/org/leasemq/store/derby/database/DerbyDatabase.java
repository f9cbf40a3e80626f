package org.leasemq.store.derby.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;
import org.apache.derby.iapi.services.monitor.ModuleFactory;
import org.apache.derby.iapi.services.monitor.Monitor;
import org.apache.derby.shared.common.error.StandardException;
import org.apache.derby.shared.common.reference.Property;
import org.leasemq.store.derby.failure.Failures;

/**
 * Boots one Derby database, connects to it and shuts it down; the Derby engine itself, which others in this JVM may use, is
 * left running. Uses Derby's driver itself and not the registry of drivers. Thread-safe.
 */
public final class DerbyDatabase {
    private static final String DATABASE_SHUT_DOWN = "08006";
    private static final String NOT_BOOTED = "XJ004";

    private final Driver driver = new AutoloadedDriver();
    private final String name;

    /** @param name as in a JDBC URL, after {@code jdbc:derby:} */
    public DerbyDatabase(String name) {
        this.name = name;
    }

    /** In a directory. */
    public static DerbyDatabase in(Path directory) {
        return new DerbyDatabase(directory.toString());
    }

    /** Boots the database. */
    public Connection boot(boolean create) throws SQLException {
        synchronized (DerbyEngine.BOOTING) {
            try (BootProperties properties = new BootProperties()) {
                DerbyEngine.boot();
                return prepare(connect(create ? ";create=true" : ""));
            }
        }
    }

    /** Connects to the database after it was booted. */
    public Connection connect() throws SQLException {
        return prepare(connect(""));
    }

    private Connection connect(String attributes) throws SQLException {
        return driver.connect("jdbc:derby:" + name + attributes, new Properties());
    }

    private static Connection prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        // what is not committed yet has a location nobody knows, so that nobody reads it
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
        return connection;
    }

    /** Has Derby drop what it no longer needs of its own log, which lies in the heap if the database does. */
    public static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
        }
        connection.commit();
    }

    /**
     * Shuts the database down, in good order if that can be.
     *
     * @throws SQLException if it was not in good order; it is shut down nevertheless
     */
    public void shutDown() throws SQLException {
        try {
            end(";shutdown=true");
        } catch (SQLException | RuntimeException e) {
            stop(e);
            throw e;
        }
    }

    /**
     * Ends a database that has seen so much damage that it cannot even be connected to, which Derby asks of whoever shuts one
     * down. It would be found half ended by the next attempt to open it, when its files are whole again.
     */
    private void stop(Exception because) {
        try {
            Object database = Monitor.findService(Property.DATABASE_MODULE, name);
            if (database != null) {
                Monitor.getMonitor().shutdown(database);
            }
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    /** Shuts a database in memory down and forgets it: as Derby's attribute {@code drop} does, but for its sleep of 500 ms. */
    public void drop() throws SQLException {
        shutDown();
        ModuleFactory derby = Monitor.getMonitor();
        if (derby == null) {
            return; // somebody has shut Derby down, and so forgotten what was in memory
        }
        try {
            derby.removePersistentService(name);
        } catch (StandardException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private void end(String attribute) throws SQLException {
        try {
            connect(attribute).close();
        } catch (SQLException e) {
            if (!Failures.hasState(e, DATABASE_SHUT_DOWN) && !Failures.hasState(e, NOT_BOOTED)) {
                throw e;
            }
        }
    }
}
