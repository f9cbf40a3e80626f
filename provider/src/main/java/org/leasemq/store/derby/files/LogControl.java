package org.leasemq.store.derby.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;

/** The two files, of the same content, in which Derby writes down where the last checkpoint is in its log. */
final class LogControl {
    private static final String FIRST = "log.ctrl";
    private static final String SECOND = "logmirror.ctrl";
    private static final int FORMAT = 0x80;
    private static final int CHECKPOINT = 8;
    private static final int CHECKSUM_LENGTH = 8;

    private final Path log;
    private final ByteBuffer content;

    private LogControl(Path log, ByteBuffer content) {
        this.log = log;
        this.content = content;
    }

    /** That which Derby would take; null if neither is whole. */
    static LogControl in(Path log) throws IOException {
        for (String name : List.of(FIRST, SECOND)) {
            ByteBuffer content = read(log.resolve(name));
            if (content != null && content.getLong(CHECKPOINT) > 0) {
                return new LogControl(log, content);
            }
        }
        return null;
    }

    private static ByteBuffer read(Path path) throws IOException {
        byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        int length = bytes.length - CHECKSUM_LENGTH;
        if (length < CHECKPOINT + Long.BYTES) {
            return null;
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        boolean whole = content.getInt(0) == FORMAT && content.getLong(length) == sum(bytes);
        return whole ? content : null;
    }

    private static long sum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content, 0, content.length - CHECKSUM_LENGTH);
        return sum.getValue();
    }

    /** Where the last checkpoint is said to be. */
    long checkpoint() {
        return content.getLong(CHECKPOINT);
    }

    /** Names another checkpoint. Each file is overwritten in its place, which needs no room; that which Derby looks at last. */
    void write(long checkpoint) throws IOException {
        content.putLong(CHECKPOINT, checkpoint);
        content.putLong(content.capacity() - CHECKSUM_LENGTH, sum(content.array()));
        for (String name : List.of(SECOND, FIRST)) {
            try (FileChannel channel =
                    FileChannel.open(log.resolve(name), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
                channel.write(content.duplicate().rewind(), 0);
                channel.force(true);
            }
        }
    }
}
