package org.leasemq.store.derby.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.store.StoreException;

/**
 * The directories of a database, as they were when it was opened, and the files of Derby's log in them. When they are removed, or
 * others come in their place, the operating system goes on writing to files that nobody finds any more: then nothing that is
 * acknowledged would last.
 */
public final class Ground {
    /** Of databases that are nowhere on the disk. */
    public static final Ground NONE = new Ground(Map.of(), null);

    private static final long BETWEEN_LOOKS_MILLIS = 1_000;
    private static final String LOG = "log";
    private static final List<String> PARTS = List.of(LOG, "seg0");

    /** What the file system knows each by. */
    private final Map<Path, Object> keys;
    /** Null if nobody else can open it. */
    private final Claim claim;

    private long lastLook;

    private Ground(Map<Path, Object> keys, Claim claim) {
        this.keys = keys;
        this.claim = claim;
    }

    /** Where the file system has no such keys nothing is noticed. */
    static Ground of(Path database, Claim claim) {
        Map<Path, Object> keys = new LinkedHashMap<>();
        for (String part : PARTS) {
            Path path = database.resolve(part);
            try {
                Object key = key(path);
                if (key != null) {
                    keys.put(path, key);
                }
            } catch (IOException e) {
                throw gone(path, e);
            }
        }
        return new Ground(keys, claim);
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /**
     * As {@link #requireSame}, when it is a second since the last look; whether somebody else has opened it is looked at each
     * time. By one thread at a time.
     */
    public void look(long now) {
        requireHeld();
        if (Math.abs(now - lastLook) >= BETWEEN_LOOKS_MILLIS) {
            lastLook = now;
            requireSame();
        }
    }

    /** Refuses to go on if it is not there any more. Safe for use by several threads. */
    public void requireSame() {
        requireHeld();
        keys.forEach((path, key) -> {
            try {
                if (!key.equals(key(path))) {
                    throw gone(path, null);
                }
                if (path.endsWith(LOG)) {
                    requireLog(path);
                }
            } catch (IOException e) {
                throw gone(path, e);
            }
        });
    }

    private static void requireLog(Path log) throws IOException {
        String missing = DerbyLogFile.missing(log);
        if (missing != null) {
            throw gone(log.resolve(missing), null);
        }
    }

    private void requireHeld() {
        if (claim != null) {
            claim.requireHeld();
        }
    }

    private static StoreException gone(Path path, IOException cause) {
        return new StoreException(
                path + " of the database was removed, or replaced, while it was in use"
                        + (cause == null ? "" : " (" + cause + ")")
                        + ". Nothing is stored any more. Put it back, or restore a backup and start again.",
                cause);
    }
}
