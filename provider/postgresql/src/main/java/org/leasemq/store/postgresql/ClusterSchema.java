package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.leasemq.store.StoreException;
import org.leasemq.store.block.LogRow;

/** The schema that holds a store, its version, and who the store is. */
final class ClusterSchema {
    private static final int VERSION = 1;
    /** Of the advisory lock that is held while tables are made; an arbitrary number that others hardly have. */
    private static final long MAKING = 0x4C656173654651L;

    private ClusterSchema() {}

    /**
     * Checks that the schema is one of ours, or makes it.
     *
     * @return the identity of the store
     */
    static UUID open(Connection connection, PostgresSettings settings) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + MAKING + ")");
            }
            UUID identity = exists(connection, settings) ? read(connection, settings) : create(connection, settings);
            connection.commit();
            return identity;
        } catch (SQLException e) {
            if (Failures.isForbidden(e)) {
                throw new StoreException(
                        "The user of the database has no right to make tables in " + settings.where() + ": "
                                + e.getMessage()
                                + ". Make the schema yourself, as an administrator, and let it belong to"
                                + " that user: CREATE SCHEMA " + settings.schema() + " AUTHORIZATION …",
                        e);
            }
            throw e;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static boolean exists(Connection connection, PostgresSettings settings) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FILTER (WHERE c.relname = 'leasemq_schema'), count(c.oid) FROM pg_namespace n"
                                + " LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind = 'r' WHERE n.nspname = '"
                                + settings.schema() + "'")) {
            row.next();
            if (row.getInt(1) == 0 && row.getInt(2) > 0) {
                throw new StoreException("The schema of " + settings.where() + " holds " + row.getInt(2)
                        + " tables of somebody else. It was left untouched. Name another schema: /database/schema.");
            }
            return row.getInt(1) == 1;
        }
    }

    private static UUID read(Connection connection, PostgresSettings settings) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version, store_id FROM leasemq_schema")) {
            if (!row.next()) {
                throw new StoreException("The schema of " + settings.where()
                        + " is none of LeaseMQ, or damaged: nothing tells its version. It was left untouched.");
            }
            int version = row.getInt(1);
            if (version > VERSION) {
                throw new StoreException("The store in " + settings.where() + " has schema version " + version
                        + ", but this LeaseMQ knows versions up to " + VERSION
                        + ". It was left untouched. Open it with the LeaseMQ that wrote it, or a later one.");
            }
            return UUID.fromString(row.getString(2));
        }
    }

    private static UUID create(Connection connection, PostgresSettings settings) throws SQLException {
        if (!settings.create()) {
            throw new StoreException(
                    "There is no store in " + settings.where() + ", and it is not to be created (create=false).");
        }
        UUID identity = UUID.randomUUID();
        try (Statement statement = connection.createStatement()) {
            if (!hasSchema(statement, settings.schema())) { // even to leave one as it is takes the right to make it
                statement.execute("CREATE SCHEMA " + settings.schema());
            }
            statement.execute("CREATE TABLE leasemq_schema (version int NOT NULL, store_id text NOT NULL,"
                    + " created_at timestamptz NOT NULL DEFAULT now())");
            statement.execute(
                    "INSERT INTO leasemq_schema (version, store_id) VALUES (" + VERSION + ", '" + identity + "')");
        }
        QueueRows.create(connection);
        LogTables.create(connection, 1);
        LogTables.insertOwner(connection, 1, 1, 0, "nobody", true, LogRow.empty(1, 0));
        return identity;
    }

    private static boolean hasSchema(Statement statement, String schema) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regnamespace('" + schema + "') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
