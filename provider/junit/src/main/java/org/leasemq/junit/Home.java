package org.leasemq.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.leasemq.options.ConnectionUrl.Directory;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.ConnectionUrl.Place;

/**
 * Where the queues of one test class are, and nobody else's.
 *
 * @param place what the engine is told
 * @param directory what is deleted at the end; null in memory
 */
record Home(Place place, Path directory) {

    static Home inMemory() {
        return new Home(new Memory("junit-" + UUID.randomUUID()), null);
    }

    static Home onDisk() {
        try {
            Path directory = Files.createTempDirectory("leasemq-junit-");
            return new Home(new Directory(directory.resolve("queues")), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No temporary directory could be made for the queues. Check java.io.tmpdir.", e);
        }
    }

    /** As {@link org.leasemq.jms.LeaseMQConnectionFactory#setUrl} takes it. */
    String url() {
        return place.toString().replace("%", "%25").replace("?", "%3F").replace("+", "%2B");
    }

    /** Deletes what is on disk. The engine has to be closed. */
    void delete() {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The temporary directory " + directory + " could not be deleted; delete it by hand.", e);
        }
    }
}
