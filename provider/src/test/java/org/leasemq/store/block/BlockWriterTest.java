package org.leasemq.store.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;
import org.leasemq.store.Provenance;
import org.leasemq.store.StoreException;

/** Where a block ends: it is what is held in memory to write a message, and to read one. */
class BlockWriterTest {
    private static final int FULL = 60_000;

    private final BlockWriter writer = new BlockWriter();

    @Test
    void eachLargeMessageHasABlock() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            changes.add(add(1, message(i, 1_000_000)));
        }
        for (int i = 0; i < changes.size(); i++) {
            assertEquals(i + 1, writer.encode(changes, i));
            assertTrue(writer.length() < 1_000_200);
        }
    }

    @Test
    void smallMessagesShareBlocks() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            changes.add(add(1, message(i, 1_000)));
        }
        int blocks = 0;
        for (int next = 0; next < changes.size(); blocks++) {
            next = writer.encode(changes, next);
            assertTrue(writer.length() < FULL);
        }
        assertTrue(blocks > 1_000_000 / FULL && blocks < 25, "blocks: " + blocks);
    }

    /** Java lets nobody make another kind of change. */
    @Test
    void whatNobodyKnowsHowToStoreIsRefused() {
        List<Change> changes = Arrays.asList(add(1, message(1, 10)), null);
        assertThrows(StoreException.class, () -> writer.encode(changes, 0));
    }

    /** When it is played back, a share means the content before it. */
    @Test
    void whatBelongsToAContentIsInItsBlock() {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Update(9, Progress.NONE));
        changes.add(add(1, message(1, 100_000)));
        for (int i = 2; i < 20_000; i++) {
            changes.add(new Change.Share(i, i, Progress.NONE, Provenance.sent(0), 1, -1));
            changes.add(new Change.Update(i, new Progress(1, 1, 1)));
        }
        int shares = changes.size();
        changes.add(add(1, message(20_000, 1)));
        assertEquals(shares, writer.encode(changes, 0));
        assertEquals(changes.size(), writer.encode(changes, shares));
    }
}
