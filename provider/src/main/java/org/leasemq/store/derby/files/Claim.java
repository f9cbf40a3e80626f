package org.leasemq.store.derby.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.UUID;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;

/**
 * The claim of one opening on a directory: a lock on a file, and a line in it that says who has it. The lock alone is not
 * enough: where locks are those of POSIX it ends as soon as the process closes anything else that it had open on that file, as
 * a backup does that reads all files. So the line tells the next one whether its writer lives; whoever opens the store all the
 * same writes a line of its own; and this one looks whether its own still stands there. And within a process the file is not
 * opened a second time, by whatever class loader: system properties tell who has it. Thread-safe.
 */
final class Claim implements AutoCloseable {
    private static final System.Logger LOG = Logs.of(Claim.class);
    private static final String OPEN = "org.leasemq.open:";
    private static final int LONGEST = 500;

    private final Path directory;
    private final String property;
    private final RandomAccessFile file;
    private byte[] line = new byte[0];
    private boolean lost;

    private Claim(Path directory, String property, RandomAccessFile file) {
        this.directory = directory;
        this.property = property;
        this.file = file;
    }

    /** Claims a directory that exists, for one that does not write to it. */
    static Claim of(Path directory, String name) throws IOException {
        String property = OPEN + directory.toRealPath();
        if (System.getProperties().putIfAbsent(property, "") != null) {
            throw inUse(directory, "this process", null);
        }
        boolean done = false;
        try {
            Claim claim = new Claim(directory, property, open(directory.resolve(name)));
            try {
                claim.lock(directory.resolve(name));
                done = true;
                return claim;
            } finally {
                if (!done) {
                    claim.file.close();
                }
            }
        } finally {
            if (!done) {
                System.getProperties().remove(property);
            }
        }
    }

    private static RandomAccessFile open(Path path) throws IOException {
        try {
            return new RandomAccessFile(path.toFile(), "rw"); // unlike a channel it is not closed by an interrupt
        } catch (FileNotFoundException e) {
            FileSystemException refused = Files.exists(path) && !Files.isDirectory(path) && !Files.isWritable(path)
                            || !Files.exists(path)
                                    && !Files.isWritable(path.toAbsolutePath().getParent())
                    ? new AccessDeniedException(path.toString())
                    : new FileSystemException(path.toString(), null, e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    private void lock(Path path) throws IOException {
        try {
            if (file.getChannel().tryLock() == null) {
                throw inUse(directory, "another process", null);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(directory, "this process", e);
        }
        long writer = ClaimLine.living(new String(read(), UTF_8), key(path));
        if (writer != ClaimLine.NONE && writer != ProcessHandle.current().pid()) {
            throw inUse(directory, "process " + writer, null);
        }
    }

    private static StoreException inUse(Path directory, String holder, Exception cause) {
        return new StoreException(
                "The store in " + directory + " is in use by " + holder
                        + ". One store serves one process, and is opened there once. Close it there, or end that"
                        + " process, and try again. Processes that want to share queues reach those of one process"
                        + " over the SQS API; others have directories of their own.",
                cause);
    }

    /** From now on it is noticed if somebody else does the same. */
    synchronized void write(String name) throws IOException {
        line = ClaimLine.line(UUID.randomUUID(), key(directory.resolve(name))).getBytes(UTF_8);
        file.setLength(0);
        file.seek(0);
        file.write(line);
        file.getFD().sync();
    }

    /** What the file system knows the file by: a copy of it is another. */
    private static String key(Path path) throws IOException {
        return String.valueOf(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    private byte[] read() throws IOException {
        byte[] bytes = new byte[(int) Math.min(LONGEST, file.length())];
        file.seek(0);
        file.readFully(bytes);
        return bytes;
    }

    /** Refuses to go on if somebody else has opened the store. Costs a microsecond. */
    synchronized void requireHeld() {
        try {
            lost |= !Arrays.equals(line, read());
        } catch (IOException e) {
            throw new StoreException(
                    "It cannot be told whether the store in " + directory + " is still that of this process: " + e
                            + ". Nothing is stored meanwhile.",
                    e);
        }
        if (lost) {
            throw new StoreException(
                    "The store in " + directory + " was opened by another process while this one had it"
                            + " open. Nothing is stored any more by this one. End one of them, and see that processes have"
                            + " directories of their own; then start again.");
        }
    }

    /** Whether somebody else has it. */
    synchronized boolean lost() {
        return lost;
    }

    /** Gives the directory up for others; within this process not if they have it already, for Derby has its files open. */
    @Override
    public synchronized void close() throws IOException {
        try (file) {
            if (line.length > 0 && !lost && Arrays.equals(line, read())) {
                file.setLength(0);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The line in the lock of " + directory + " could not be removed", e);
            throw e;
        } finally {
            if (!lost) {
                System.getProperties().remove(property);
            }
        }
    }
}
