package org.leasemq.store.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.leasemq.store.Change;
import org.leasemq.store.DurableStoreExercise;
import org.leasemq.store.Messages;
import org.leasemq.store.Progress;
import org.leasemq.store.Store;

class PostgresStoreTest extends DurableStoreExercise {
    private final PostgresSettings settings = TestDatabase.settings();

    @Override
    protected Store open() {
        return PostgresStore.open(settings, clock);
    }

    @Test
    void readingAndReclaimingGoOnWhileAnotherThreadWrites() throws Exception {
        Map<Long, Long> written = new ConcurrentHashMap<>(); // location -> content
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (long i = 1; i <= 300; i++) {
                written.put(
                        store.write(List.of(Messages.add(1, Messages.message(i, 2_000))))
                                .first(),
                        i);
            }
        });
        do {
            written.forEach((location, content) ->
                    assertEquals(content, store.read(location).get(0).content()));
            store.reclaim(clock.millis());
        } while (!writer.isDone());
        writer.get();
        assertEquals(300, written.size());
    }

    /** A backup, or somebody who looks at a table. */
    @Test
    void whatSomebodyReadsIsDroppedLater() throws SQLException {
        List<Long> locations = fill();
        try (Connection reader = TestDatabase.connect(settings)) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM log_0_1");
            for (int i = 0; i < locations.size(); i++) {
                removeFilled(locations, i);
            }
            store.reclaim(clock.millis());
            assertTrue(store.usage().reclaimable());
        }
        store.reclaim(clock.millis());
        assertNull(store.read(locations.get(0)));
    }

    @Test
    void changesOfQueuesLeaveNothingBehind() throws SQLException {
        for (int i = 0; i < 3_000; i += 300) {
            List<Change> changes = new ArrayList<>();
            for (int j = 0; j < 300; j++) {
                changes.add(new Change.PutQueue(1, "orders", "version " + (i + j)));
            }
            store.write(changes);
        }
        fill();
        store.reclaim(clock.millis());
        try (Connection connection = TestDatabase.connect(settings)) {
            assertEquals(1, LogTables.numbersIn(connection, "queues_0_").size());
            List<Change.PutQueue> queues = new ArrayList<>();
            QueueRows.open(connection, queues::add);
            assertEquals(List.of(new Change.PutQueue(1, "orders", "version 2999")), queues);
        }
        assertEquals(
                "[PutQueue[queue=1, name=orders, definition=version 2999]]",
                reopen().changes().subList(0, 1).toString());
    }

    @Test
    void namesMayHoldWhatPostgresDoesNotKnow() {
        String odd = "a\0b\\c\uD83D\uDE80\uD800";
        store.write(List.of(new Change.PutQueue(1, odd, odd)));
        assertEquals(List.of(new Change.PutQueue(1, odd, odd).toString()), reopen().changes());
    }

    @Test
    void theLogIsOneOfSegmentsThatFollowEachOther() throws SQLException {
        fill();
        store.write(List.of(new Change.Update(1, Progress.NONE)));
        try (Connection connection = TestDatabase.connect(settings)) {
            assertTrue(LogTables.list(connection).size() > 2);
        }
    }
}
