package org.leasemq.store.derby;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and removes directories of stores. A copy of one that is open is what a kill would leave. */
public final class Copies {
    private Copies() {}

    public static void copy(Path from, Path to) throws IOException {
        for (Path file : all(from)) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    public static void remove(Path directory) throws IOException {
        for (Path file :
                all(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    public static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList();
        }
    }
}
