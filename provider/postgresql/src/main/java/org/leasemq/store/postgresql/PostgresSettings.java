package org.leasemq.store.postgresql;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/**
 * Where a store is in PostgreSQL, and how it is used. Immutable, but for the properties, which nobody changes.
 *
 * @param servers addresses, as they stand in a JDBC URL: {@code host:port,host:port}
 * @param database its name
 * @param schema that holds the tables of the store and nothing else: lower-case letters, digits and underscores
 * @param properties of the driver: user, password, sslmode and others
 * @param create whether the schema and the tables are made if they are not there
 * @param term how long an owner that is not heard of is waited for
 * @param patience how long somebody who wants to open a store waits for its owner to be gone
 * @param segmentBytes how much is written to a part of the log before the next one begins
 * @param node what the owner is called by those who look who it is
 */
public record PostgresSettings(
        String servers,
        String database,
        String schema,
        Properties properties,
        boolean create,
        Duration term,
        Duration patience,
        long segmentBytes,
        String node) {
    /** A part of the log. */
    public static final long SEGMENT_BYTES = 64 << 20;

    public PostgresSettings {
        Objects.requireNonNull(servers, "servers");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(node, "node");
    }

    /** What the store is called in messages. */
    String where() {
        return servers + "/" + database + ", schema " + schema;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + servers + "/" + database;
    }
}
