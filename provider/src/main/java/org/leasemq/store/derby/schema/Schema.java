package org.leasemq.store.derby.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.failure.Failures;
import org.leasemq.store.derby.files.Mark;

/** The tables of a store, apart from its segments, in numbered versions. An older database is brought forward when opened. */
public final class Schema {
    private static final String TABLE_NOT_FOUND = "42X05";

    /** What Derby has to know before the first segment is made. */
    private static final List<String> PROPERTIES = List.of(
            "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', '32768')",
            "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageReservedSpace', '0')",
            "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.logSwitchInterval', '4194304')",
            "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.indexStats.auto', 'false')");

    /**
     * The statements that lead to version 1, to version 2, and so on. Never changed, only added to. Version 2 has no table of
     * its own: since then rows of the log have frames, which older programs do not read.
     */
    private static final List<List<String>> STEPS = List.of(List.of("""
                CREATE TABLE leasemq_schema (
                    version INTEGER NOT NULL,
                    store_id CHAR(36) NOT NULL,
                    created_at TIMESTAMP NOT NULL)
                """, """
                CREATE TABLE queue (
                    queue_number INTEGER NOT NULL PRIMARY KEY,
                    name VARCHAR(1000) NOT NULL,
                    definition CLOB NOT NULL)
                """, """
                CREATE FUNCTION read_messages() RETURNS TABLE (
                    queue_name VARCHAR(1000),
                    sequence_number BIGINT,
                    message_id CHAR(36),
                    sent_at TIMESTAMP,
                    receive_count INTEGER,
                    leased_until TIMESTAMP,
                    message_group VARCHAR(1000),
                    body_size INTEGER,
                    body_text VARCHAR(1000))
                LANGUAGE JAVA PARAMETER STYLE DERBY_JDBC_RESULT_SET READS SQL DATA
                EXTERNAL NAME 'org.leasemq.store.derby.MessagesTable.read'
                """, """
                CREATE VIEW messages AS SELECT * FROM TABLE (read_messages()) AS message
                """), List.of());

    private Schema() {}

    /** Makes the tables in a new database, and gives the store its identity. */
    public static void create(Connection connection, UUID identity, InstantSource clock) throws SQLException {
        execute(connection, PROPERTIES);
        execute(connection, STEPS.get(0));
        try (PreparedStatement insert = connection.prepareStatement("""
            INSERT INTO leasemq_schema (version, store_id, created_at) VALUES (1, ?, ?)
            """)) {
            insert.setString(1, identity.toString());
            insert.setTimestamp(2, Timestamp.valueOf(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
            expectOne(insert.executeUpdate(), "row in leasemq_schema");
        }
        migrate(connection, 1);
        connection.commit();
    }

    /** Checks that a database is one of ours, and brings it to the version of this program. Returns the identity. */
    public static UUID open(Connection connection, String where, Mark mark) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version, store_id FROM leasemq_schema")) {
            if (!row.next()) {
                throw foreign(where, null);
            }
            int version = row.getInt(1);
            UUID identity = UUID.fromString(row.getString(2));
            if (version > STEPS.size()) {
                throw new StoreException("The store in " + where + " has schema version " + version
                        + ", but this LeaseMQ knows versions up to " + STEPS.size()
                        + ". It was left untouched. Open it with the LeaseMQ that wrote it, or a later one.");
            }
            row.close();
            mark.requireStore(identity);
            migrate(connection, version);
            connection.commit();
            return identity;
        } catch (SQLException e) {
            if (Failures.hasState(e, TABLE_NOT_FOUND)) {
                throw foreign(where, e);
            }
            throw e;
        }
    }

    private static void migrate(Connection connection, int from) throws SQLException {
        for (int version = from; version < STEPS.size(); version++) {
            execute(connection, STEPS.get(version));
            try (PreparedStatement update = connection.prepareStatement("UPDATE leasemq_schema SET version = ?")) {
                update.setInt(1, version + 1);
                expectOne(update.executeUpdate(), "row in leasemq_schema");
            }
        }
    }

    private static StoreException foreign(String where, SQLException cause) {
        return new StoreException(
                "The Derby database in " + where
                        + " is not one of LeaseMQ: it has no table leasemq_schema. It was left untouched. Name another"
                        + " directory; if this was the right one, its files are damaged: restore it from a backup.",
                cause);
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public static void expectOne(int count, String what) {
        if (count != 1) {
            throw new IllegalStateException("expected one " + what + ", found " + count + ": this indicates a bug");
        }
    }
}
