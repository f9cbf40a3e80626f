package org.leasemq.store.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.leasemq.embedded.DatabaseStores;
import org.leasemq.engine.TimeSource;
import org.leasemq.options.ConnectionUrl.SharedDatabase;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/** Opens what {@code leasemq:postgresql://} names. */
public final class PostgresStores implements DatabaseStores {

    @Override
    public Store open(SharedDatabase place, OptionValues options, TimeSource clock) {
        return PostgresStore.open(
                new PostgresSettings(
                        place.servers(),
                        place.database(),
                        place.schema(),
                        properties(options),
                        options.get(Options.CREATE),
                        options.get(Options.TERM),
                        options.get(Options.TAKEOVER_TIMEOUT),
                        PostgresSettings.SEGMENT_BYTES,
                        "process " + ManagementFactory.getRuntimeMXBean().getName()),
                clock);
    }

    private static Properties properties(OptionValues options) {
        Properties properties = new Properties();
        String file = options.get(Options.DATABASE_PROPERTIES);
        if (file != null) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new StoreException("The properties of the database in " + file + " cannot be read: " + e, e);
            }
        }
        put(properties, "user", options.get(Options.DATABASE_USER));
        put(properties, "password", options.get(Options.DATABASE_PASSWORD));
        return properties;
    }

    private static void put(Properties properties, String name, String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
