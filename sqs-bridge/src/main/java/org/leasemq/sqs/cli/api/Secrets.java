package org.leasemq.sqs.cli.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.leasemq.sqs.server.ServerException;

/** Secrets out of files that hold nothing else. */
public final class Secrets {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private Secrets() {}

    /**
     * The first line of a file.
     *
     * @param what it is, for who has to mend it
     */
    public static String read(String what, Path file) {
        try (var lines = Files.lines(file)) {
            String secret = lines.findFirst().orElse("");
            if (secret.isEmpty()) {
                throw new ServerException(what + ": the first line of " + file + " is empty.", null);
            }
            return secret;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new ServerException(what + " cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whether others than its owner may read a file, where that can be told. */
    public static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
