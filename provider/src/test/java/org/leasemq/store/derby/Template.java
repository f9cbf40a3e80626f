package org.leasemq.store.derby;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/** An empty store that tests copy, since creating one takes half a second. */
final class Template {
    private Template() {}

    static void create(Path template) {
        DerbyStore.open(
                        template.resolve("empty"),
                        DerbySettings.defaults(),
                        InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z")))
                .close();
    }

    /** Copies the store unless there is one already. */
    static void copyOnce(Path template, Path to) {
        if (Files.exists(to)) {
            return;
        }
        Path from = template.resolve("empty");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
