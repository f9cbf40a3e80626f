package org.leasemq.store.derby.files;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;
import org.leasemq.store.block.Damage;
import org.leasemq.store.derby.failure.Failures;

/**
 * The directory of a store, claimed for one store at a time by a lock on a file. It holds that file, the Derby database, and
 * a {@link Mark}. A database is built under another name and renamed when it is complete, so that a half-built one is
 * recognised; one that is there is never replaced.
 */
public final class StoreDirectory implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(StoreDirectory.class);
    private static final String LOCK = "leasemq.lock";
    public static final String DATABASE = "database";
    private static final String UNFINISHED = "database.new";
    private static final Set<String> OURS = Set.of(LOCK, DATABASE, UNFINISHED, Mark.NAME);
    private static final String DERBY_MARK = "service.properties";

    /** What a database consists of. */
    private static final List<String> PARTS = List.of(DERBY_MARK, "seg0", "log", "log/log.ctrl");

    private final Path directory;
    /** Null if the directory could not be claimed, and is looked at all the same. */
    private final Claim claim;
    /** What this process has made, deepest first. */
    private final List<Path> made;

    private StoreDirectory(Path directory, Claim claim, List<Path> made) {
        this.directory = directory;
        this.claim = claim;
        this.made = made;
    }

    /** Makes sure that the directory is, or can become, the home of a store, and that nobody else uses it. */
    public static StoreDirectory claim(Path directory, boolean create) {
        refuse(directory, ';', "semicolon");
        refuse(directory, ':', "colon");
        try {
            inspect(directory, create);
            StoreDirectory home = make(directory);
            home.write();
            return home;
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "The store in " + directory + " could not be opened: this process has no right to"
                            + " read and write " + e.getFile()
                            + ". Give its user these rights, or choose another directory.",
                    e);
        } catch (IOException e) {
            throw Failures.translate(
                    "The store in " + directory + " could not be opened",
                    Failures.isDiskFull(e) ? "Nothing was changed." : "Check the directory and its disk.",
                    e);
        }
    }

    /** Derby takes them for the end of a name; one colon may belong to the letter of a drive. */
    private static void refuse(Path directory, char character, String name) {
        if (directory.toString().indexOf(character, 2) >= 0) {
            throw new StoreException("The store cannot be in " + directory + ": Derby does not accept a " + name
                    + " in a path. Choose another directory.");
        }
    }

    /**
     * Claims the directory of a store for looking at it, whatever state it is in. Where nothing can be written, as on a file
     * system that is mounted for reading, it is looked at unclaimed.
     */
    public static StoreDirectory hold(Path directory) {
        if (!Files.isDirectory(directory.resolve(DATABASE))) {
            throw new StoreException("There is no store in " + directory + ". Check the path.");
        }
        try {
            return make(directory);
        } catch (FileSystemException e) {
            LOG.log(
                    Level.WARNING,
                    "The store in " + directory + " is examined without a claim, since nothing can be written there ("
                            + e + "): see that nobody else uses it meanwhile.");
            return new StoreDirectory(directory, null, List.of());
        } catch (IOException e) {
            throw new StoreException(
                    "The store in " + directory + " could not be examined: " + e
                            + ". Check the directory and its disk.",
                    e);
        }
    }

    private static StoreDirectory make(Path directory) throws IOException {
        List<Path> made = new ArrayList<>();
        try {
            for (Path missing = directory; missing != null && !Files.exists(missing); missing = missing.getParent()) {
                made.add(missing);
            }
            Files.createDirectories(directory);
            if (!Files.exists(directory.resolve(LOCK))) {
                made.add(0, directory.resolve(LOCK));
            }
            return new StoreDirectory(directory, Claim.of(directory, LOCK), made);
        } catch (IOException e) {
            remove(made);
            throw e;
        }
    }

    private void write() throws IOException {
        boolean written = false;
        try {
            claim.write(LOCK);
            written = true;
        } finally {
            if (!written) {
                release();
            }
        }
    }

    private static void remove(List<Path> made) {
        for (Path path : made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, path + " stays: it could not be made, or somebody else uses it", e);
            }
        }
    }

    private static void inspect(Path directory, boolean create) throws IOException {
        for (Path path = directory; path != null; path = path.getParent()) {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new StoreException("The store cannot be in " + directory + ": "
                        + (path.equals(directory) ? "that" : path) + " is a file. Name a directory.");
            }
        }
        List<String> names = names(directory);
        if (names.contains(DERBY_MARK)) {
            throw new StoreException(directory + " is a Derby database, but not one of LeaseMQ. It was left untouched."
                    + " Name another directory.");
        }
        if (names.contains(DATABASE)) {
            inspectDatabase(directory);
        } else {
            inspectEmpty(directory, names, create);
        }
    }

    private static void inspectEmpty(Path directory, List<String> names, boolean create) {
        if (names.contains(Mark.NAME)) {
            throw new StoreException("There was a store in " + directory + ", as its file " + Mark.NAME
                    + " tells, but the directory " + DATABASE
                    + " in it is missing. Nothing was made in its place. Put it"
                    + " back, or mount the file system that has it; if a new store is wanted, remove " + Mark.NAME
                    + ".");
        }
        for (String name : names) {
            if (!OURS.contains(name)) {
                throw new StoreException(directory + " holds other files (" + name + ", for example) and no store of"
                        + " LeaseMQ. It was left untouched. Name an empty directory, or one that does not exist yet.");
            }
        }
        if (!create) {
            throw new StoreException("There is no store in " + directory
                    + ", and creating one was not asked for. Check the path, or allow the store to be created.");
        }
    }

    /** A database appears complete. One that is not has been damaged, and a new one must not take its place. */
    private static void inspectDatabase(Path directory) throws IOException {
        Path database = directory.resolve(DATABASE);
        if (!Files.isDirectory(database)) {
            throw damaged(directory, DATABASE + " is a file, and should be a directory");
        }
        if (names(database).isEmpty()) {
            throw new StoreException("There was a store in " + directory + ", but the directory " + DATABASE
                    + " in it is empty: maybe a file system is not mounted. Nothing was made in its place. Mount it, or"
                    + " restore the directory from a backup; if a new store is wanted, remove " + DATABASE + " and "
                    + Mark.NAME + ".");
        }
        for (String part : PARTS) {
            if (!Files.exists(database.resolve(part))) {
                throw damaged(directory, "the file " + part + " of its database is missing");
            }
        }
    }

    private static StoreException damaged(Path directory, String what) {
        return new StoreException(
                "The store in " + directory + " is damaged: " + what + ". It was left untouched. " + Damage.ADVICE);
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    public boolean hasDatabase() {
        return Files.exists(database());
    }

    public Path database() {
        return directory.resolve(DATABASE);
    }

    /** Where a new database is to be built; removes what an earlier attempt left. */
    public Path unfinished() throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        removeUnfinished();
        return unfinished;
    }

    private void removeUnfinished() throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        if (Files.exists(unfinished)) {
            try (Stream<Path> files = Files.walk(unfinished)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Gives the directory up as it was found. */
    public void release() {
        close();
        remove(made);
    }

    /** Gives the directory up; if no database has come to be there, without what was made for one. */
    public void abandon() {
        close();
        if (hasDatabase()) {
            return;
        }
        try {
            removeUnfinished();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A database that is not complete could not be removed", e);
        }
        remove(made);
    }

    /** The database that was built is complete. */
    public void finish() throws IOException {
        Files.move(directory.resolve(UNFINISHED), database(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Its database as it is now: to be called when that is open. */
    public Ground ground() {
        return Ground.of(database(), claim);
    }

    /** Whether somebody else has it. */
    public boolean lost() {
        return claim.lost();
    }

    public Path directory() {
        return directory;
    }

    /** Gives the directory up for others. */
    @Override
    public void close() {
        try {
            if (claim != null) {
                claim.close();
            }
        } catch (IOException e) {
            throw new StoreException("The lock on " + directory + " could not be given up.", e);
        }
    }
}
