package org.leasemq.store.derby;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.leasemq.store.StoreException;

/**
 * The directory of a store, claimed for one store at a time by a lock on a file. It holds that file and the Derby database.
 * A database is built under another name and renamed when it is complete, so that a half-built one is recognised.
 */
final class Home implements AutoCloseable {
    private static final String LOCK = "leasemq.lock";
    private static final String DATABASE = "database";
    private static final String UNFINISHED = "database.new";
    private static final Set<String> OURS = Set.of(LOCK, DATABASE, UNFINISHED);
    private static final String DERBY_MARK = "service.properties";

    private final Path directory;
    private final FileChannel channel;

    private Home(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Makes sure that the directory is, or can become, the home of a store, and that nobody else uses it. */
    static Home claim(Path directory, boolean create) {
        if (directory.toString().indexOf(';') >= 0) {
            throw new StoreException("The store cannot be in " + directory
                    + ": Derby does not accept a semicolon in a path. Choose another directory.");
        }
        try {
            inspect(directory, create);
            Files.createDirectories(directory);
            return lock(directory);
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "The store in " + directory + " could not be opened: this process has no right to"
                            + " read and write " + e.getFile()
                            + ". Give its user these rights, or choose another directory.",
                    e);
        } catch (IOException e) {
            throw new StoreException(
                    "The store in " + directory + " could not be opened: " + e + ". Check the directory and its disk.",
                    e);
        }
    }

    private static void inspect(Path directory, boolean create) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new StoreException("The store cannot be in " + directory + ": that is a file. Name a directory.");
        }
        List<String> names = names(directory);
        if (names.contains(DERBY_MARK)) {
            throw new StoreException(directory + " is a Derby database, but not one of LeaseMQ. It was left untouched."
                    + " Name another directory.");
        }
        List<String> foreign =
                names.stream().filter(name -> !OURS.contains(name)).toList();
        if (!names.contains(DATABASE) && !foreign.isEmpty()) {
            throw new StoreException(directory + " holds other files (" + foreign.get(0) + ", for example) and no store"
                    + " of LeaseMQ. It was left untouched. Name an empty directory, or one that does not exist yet.");
        }
        if (!names.contains(DATABASE) && !create) {
            throw new StoreException("There is no store in " + directory
                    + ", and creating one was not asked for. Check the path, or allow the store to be created.");
        }
        if (names.contains(DATABASE)) {
            refuseDamaged(directory);
        }
    }

    /** A database appears complete. One without its mark has been damaged, and a new one must not take its place. */
    private static void refuseDamaged(Path directory) throws IOException {
        List<String> files = names(directory.resolve(DATABASE));
        if (!files.isEmpty() && !files.contains(DERBY_MARK)) {
            throw new StoreException("The store in " + directory + " is damaged: the file " + DERBY_MARK
                    + " of its database is missing. It was left untouched. Restore the directory from a backup.");
        }
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Home lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw inUse(directory, "this process", e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw inUse(directory, "another process", null);
        }
        return new Home(directory, channel);
    }

    static StoreException inUse(Path directory, String holder, Exception cause) {
        return new StoreException(
                "The store in " + directory + " is in use by " + holder
                        + ". One store serves one process, and is opened there once. Close it there, or end that process, and try"
                        + " again. Processes that want to share queues reach those of one process over the SQS API; others"
                        + " have directories of their own.",
                cause);
    }

    boolean hasDatabase() {
        return Files.exists(database().resolve(DERBY_MARK));
    }

    Path database() {
        return directory.resolve(DATABASE);
    }

    /** Where a new database is to be built; removes what an earlier attempt left. */
    Path unfinished() throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        if (Files.exists(unfinished)) {
            try (Stream<Path> files = Files.walk(unfinished)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return unfinished;
    }

    /** The database that was built is complete. */
    void finish() throws IOException {
        Files.move(directory.resolve(UNFINISHED), database(), StandardCopyOption.ATOMIC_MOVE);
    }

    Path directory() {
        return directory;
    }

    /** Gives the directory up for others. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock on " + directory + " could not be given up.", e);
        }
    }
}
