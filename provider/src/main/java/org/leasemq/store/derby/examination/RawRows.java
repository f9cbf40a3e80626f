package org.leasemq.store.derby.examination;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.leasemq.store.block.LogRow;

/**
 * Rows of the log that are whole, found by their frames in the files of a database, without Derby: in its tables, and in its
 * own log, where what was written last may be. Remembers where they are, and reads them when they are asked for.
 */
final class RawRows {
    private record Place(Path file, int at, int size) {}

    /** What was found of each row; more than one if a batch was undone and another took its numbers. */
    private final NavigableMap<Long, List<Place>> places = new TreeMap<>();

    private final LongPredicate wanted;

    private RawRows(LongPredicate wanted) {
        this.wanted = wanted;
    }

    /**
     * Looks through all files of a database.
     *
     * @param wanted the numbers of rows that matter: others are not remembered
     */
    static RawRows in(Path database, LongPredicate wanted) throws IOException {
        RawRows rows = new RawRows(wanted);
        try (Stream<Path> files = Files.walk(database)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".dat"))
                    .sorted()
                    .toList()) {
                rows.lookThrough(file);
            }
        }
        return rows;
    }

    private void lookThrough(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = Math.min(channel.size(), Integer.MAX_VALUE);
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            int mark = ByteBuffer.wrap(LogRow.MARK).getInt();
            int at = 0;
            while (at <= bytes.limit() - LogRow.FRAME) {
                at += bytes.getInt(at) == mark ? take(file, bytes, at) : 1;
            }
        }
    }

    /** Returns how far to go on. */
    private int take(Path file, ByteBuffer bytes, int at) {
        int size = LogRow.size(bytes, at);
        if (size < 0 || size > bytes.limit() - at) {
            return 1;
        }
        byte[] copy = new byte[size];
        bytes.get(at, copy);
        LogRow row = LogRow.of(copy);
        if (row == null || !row.isWhole()) {
            return 1;
        }
        if (wanted.test(row.number())) {
            places.computeIfAbsent(row.number(), number -> new ArrayList<>(1)).add(new Place(file, at, size));
        }
        return size;
    }

    /** The numbers of those from one to before another, in order. */
    Iterable<Long> numbers(long from, long to) {
        return places.subMap(from, to).keySet();
    }

    /** A row, that which the next one names if there are several; null if there is none. */
    byte[] read(long number) throws IOException {
        List<byte[]> found = all(number);
        if (found.size() > 1) {
            for (byte[] next : all(number + 1)) {
                for (byte[] row : found) {
                    if (LogRow.of(next).before() == LogRow.checksum(row)) {
                        return row;
                    }
                }
            }
        }
        return found.isEmpty() ? null : found.get(found.size() - 1);
    }

    private List<byte[]> all(long number) throws IOException {
        List<byte[]> rows = new ArrayList<>(1);
        for (Place place : places.getOrDefault(number, List.of())) {
            try (FileChannel channel = FileChannel.open(place.file, StandardOpenOption.READ)) {
                ByteBuffer row = ByteBuffer.allocate(place.size);
                channel.read(row, place.at);
                rows.add(row.array());
            }
        }
        return rows;
    }
}
