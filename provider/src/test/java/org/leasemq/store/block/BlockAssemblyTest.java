package org.leasemq.store.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.store.Change;
import org.leasemq.store.StoreException;

/** Rows of the log are what was written, all of it, in its order; everything else is refused. */
class BlockAssemblyTest {
    private final BlockWriter writer = new BlockWriter();
    private final TreeMap<Long, byte[]> log = new TreeMap<>();
    private long next = 7;
    private int before;

    private void write(Change... changes) {
        writer.encode(List.of(changes), 0);
        for (int i = 0; i < writer.rows(); i++) {
            byte[] row = writer.row(next, i, before);
            before = LogRow.checksum(row);
            log.put(next++, row);
        }
    }

    private List<String> read() {
        List<String> changes = new ArrayList<>();
        BlockAssembly assembly = new BlockAssembly(
                log.firstKey(), block -> BlockReader.changes(block).forEach(change -> changes.add(show(change))));
        log.forEach(assembly::row);
        assertEquals(log.lastKey() + 1, assembly.end());
        return changes;
    }

    private void refused(String because) {
        StoreException e = assertThrows(StoreException.class, this::read);
        assertTrue(e.getMessage().contains(because), e::getMessage);
        assertTrue(e.getMessage().contains("doctor"), e::getMessage);
    }

    private void writeThree() {
        write(add(1, message(1, 100)));
        write(add(1, message(2, 50_000)));
        write(add(1, message(3, 100)));
    }

    @Test
    void blocksOfAnyLengthAreReadBackAlsoEmptyOnes() {
        List<String> expected = new ArrayList<>();
        for (int length : new int[] {0, 1, LogRow.PART - 60, LogRow.PART, 2 * LogRow.PART, 50_000}) {
            write(add(1, message(next, length)));
            expected.add(show(add(1, message(log.lastEntry().getKey(), length))));
            write(new Change.PutQueue(1, "stored elsewhere", ""));
        }
        assertEquals(expected.size(), read().size());
    }

    /** What is large is not copied before its rows are made, and what is small stands before it, between, and behind. */
    @Test
    void largeBytesStandInTheirPlacesWhateverIsAroundThem() {
        Random random = new Random(1);
        byte[][] large = {new byte[70_000], new byte[200_000], new byte[3 * LogRow.PART]};
        for (byte[] bytes : large) {
            random.nextBytes(bytes);
        }
        write(
                new Change.Remove(8, 0),
                new Change.Answer(new UUID(1, 2), 3, 4, large[0]),
                new Change.Answer(new UUID(1, 2), 5, 6, large[1]),
                new Change.Remove(9, 0));
        write(new Change.Answer(new UUID(1, 2), 7, 8, large[2]));
        List<Change> changes = new ArrayList<>();
        BlockAssembly assembly = new BlockAssembly(log.firstKey(), block -> changes.addAll(BlockReader.changes(block)));
        log.forEach(assembly::row);
        assertEquals(new Change.Remove(8, 0), changes.get(0));
        assertArrayEquals(large[0], ((Change.Answer) changes.get(1)).answer());
        assertArrayEquals(large[1], ((Change.Answer) changes.get(2)).answer());
        assertEquals(6, ((Change.Answer) changes.get(2)).known());
        assertEquals(new Change.Remove(9, 0), changes.get(3));
        assertArrayEquals(large[2], ((Change.Answer) changes.get(4)).answer());
        assertEquals(5, changes.size());
    }

    @Test
    void everyBitCounts() {
        writeThree();
        for (long number : log.keySet()) {
            byte[] whole = log.get(number);
            for (int at = 0; at < whole.length; at += at < 200 ? 1 : 997) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << at % 8);
                log.put(number, flipped);
                assertThrows(StoreException.class, this::read, "byte " + at + " of row " + number);
            }
            log.put(number, whole);
        }
        assertEquals(3, read().size());
    }

    @Test
    void aMissingRowIsNoticed() {
        writeThree();
        log.remove(9L);
        refused("Row 9 of the log is missing");
    }

    @Test
    void aRowThatIsCutShortIsNoticed() {
        writeThree();
        log.compute(9L, (number, row) -> Arrays.copyOf(row, row.length - 1));
        refused("Row 9 of the log is damaged");
    }

    @Test
    void aRowInThePlaceOfAnotherIsNoticed() {
        writeThree();
        log.put(8L, log.get(7L));
        refused("Row 8 of the log is not the one that was written there");
    }

    @Test
    void aRowOfAnotherHistoryIsNoticed() {
        writeThree();
        byte[] last = log.get(next - 1);
        log.clear();
        next = 7;
        before = 0;
        write(add(1, message(1, 101)));
        write(add(1, message(2, 50_000)));
        log.put(next, last);
        refused("is not the one that was written there");
    }

    @Test
    void rowsWithoutFramesAreReadAndFramedOnesFollow() {
        writer.encode(List.of(add(1, message(1, 20_000))), 0);
        byte[] framed = writer.row(1, 0, 0);
        byte[] rest = writer.row(2, 1, 0);
        int length = framed.length + rest.length - 2 * LogRow.FRAME;
        byte[] old = new byte[BlockReader.OLD_HEADER + length];
        old[0] = BlockTags.FORMAT_WITHOUT_FRAMES;
        for (int i = 0; i < 4; i++) {
            old[1 + i] = (byte) (length >>> 24 - 8 * i);
        }
        System.arraycopy(framed, LogRow.FRAME, old, BlockReader.OLD_HEADER, framed.length - LogRow.FRAME);
        System.arraycopy(
                rest,
                LogRow.FRAME,
                old,
                BlockReader.OLD_HEADER + framed.length - LogRow.FRAME,
                rest.length - LogRow.FRAME);
        log.put(next++, Arrays.copyOf(old, LogRow.LONGEST));
        log.put(next++, Arrays.copyOfRange(old, LogRow.LONGEST, old.length));
        write(add(1, message(2, 10)));
        assertEquals(List.of(show(add(1, message(1, 20_000))), show(add(1, message(2, 10)))), read());
    }
}
