package org.leasemq.engine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** An empty database, made once and copied for every test that wants one, since making one takes time. */
public final class EmptyDatabase {
    private static Path original;

    private EmptyDatabase() {}

    public static synchronized void copyTo(Path directory) {
        try {
            if (original == null) {
                original = make();
            }
            copy(original, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() throws IOException {
        Path parent = Files.createTempDirectory("leasemq-empty");
        Path database = parent.resolve("database");
        DerbyStore.open(database, DerbySettings.defaults(), new SettableClock()).close();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(parent)));
        return database;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : all(from)) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static void delete(Path directory) {
        try {
            List<Path> files = all(directory);
            for (int i = files.size() - 1; i >= 0; i--) {
                Files.delete(files.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList();
        }
    }
}
