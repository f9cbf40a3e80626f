package org.leasemq.samples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory with all that is in it. */
final class DirectoryTree {
    private DirectoryTree() {}

    /** Deletes it, if it is there. */
    static void delete(Path directory) throws IOException {
        for (Path path : paths(directory)) {
            Files.delete(path);
        }
    }

    /** Bytes of all files in it. */
    static long size(Path directory) throws IOException {
        long size = 0;
        for (Path path : paths(directory)) {
            size += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return size;
    }

    /** Everything in it and itself, the innermost first. */
    private static List<Path> paths(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
