package org.leasemq.store.derby.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** Keeps a reserve of free space on a disk. Asks the operating system once for each MiB, or each time while full. Thread-safe. */
public final class DiskSpace {
    private static final long MEBIBYTE = 1 << 20;
    /** The largest that file systems have, as a rule. */
    private static final long BLOCK = 64 << 10;

    private static final long LEAST_RESERVE = 16 * MEBIBYTE;
    private static final long LARGEST_RESERVE = 128 * MEBIBYTE;

    private final Path directory;
    private final FileStore disk;
    private final long reserve;
    private final AtomicLong granted = new AtomicLong();

    /** @param reserve what is to be kept free; if negative, a part of the disk */
    public DiskSpace(Path directory, long reserve) {
        this.directory = directory;
        try {
            disk = Files.getFileStore(directory);
            this.reserve = reserve >= 0
                    ? reserve
                    : Math.min(LARGEST_RESERVE, Math.max(LEAST_RESERVE, disk.getTotalSpace() / 20));
        } catch (IOException e) {
            throw unknown(e);
        }
    }

    public void check(long bytes) {
        if (granted.addAndGet(-bytes) < 0) {
            ask(bytes);
        }
    }

    /** Before a store is made. */
    public void checkNew() {
        if (usable() < reserve) {
            throw new StoreFullException("There is no room for a new store in " + directory + ": the disk has "
                    + (usable() >> 20) + " MiB left, and " + (reserve >> 20)
                    + " MiB are to be kept free (disk-reserve). Nothing was made. Free space on the disk, or give a"
                    + " smaller disk-reserve.");
        }
    }

    /** To the last block of a file. */
    public boolean isFull() {
        return usable() < BLOCK;
    }

    private void ask(long bytes) {
        granted.set(0);
        long spare = usable() - reserve - bytes;
        if (spare < 0) {
            throw new StoreFullException(
                    "There is no room for " + bytes + " more bytes in " + directory + ": the disk has "
                            + (usable() >> 20) + " MiB left, and " + (reserve >> 20)
                            + " MiB are kept free for receiving and deleting what is there (disk-reserve)."
                            + " Receiving and deleting goes on; free space on the disk, or receive messages.");
        }
        granted.set(Math.min(MEBIBYTE, spare));
    }

    private long usable() {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw unknown(e);
        }
    }

    private StoreException unknown(IOException e) {
        return new StoreException("The free space of the disk under " + directory + " could not be found out.", e);
    }
}
