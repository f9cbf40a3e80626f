package org.leasemq.store.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.Store;
import org.leasemq.store.StoreLostException;

/** What was being written when a connection broke is there once, or the writer knows that it is not. */
class LostConnectionTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private final PostgresSettings direct = TestDatabase.settings();
    private final Wire wire = new Wire(TestDatabase.server().getPort());
    private final PostgresSettings settings = new PostgresSettings(
            "localhost:" + wire.port(),
            direct.database(),
            direct.schema(),
            direct.properties(),
            true,
            Duration.ofMinutes(1),
            Duration.ZERO,
            direct.segmentBytes(),
            "a test");
    private final Store store = open(settings, new Recording());

    LostConnectionTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        store.close();
        wire.close();
    }

    private Store open(PostgresSettings how, Recording recording) {
        Store opened = PostgresStore.open(how, clock);
        opened.recover(recording);
        return opened;
    }

    private static Change some(long content) {
        return add(1, message(content, 40_000));
    }

    private List<String> stored() {
        store.close();
        Recording seen = new Recording();
        open(settings, seen).close();
        return seen.changes();
    }

    private static List<String> shown(Change... changes) {
        return List.of(changes).stream().map(org.leasemq.store.Messages::show).toList();
    }

    @Test
    void aConnectionThatWasLostBetweenIsMadeAgain() throws SQLException {
        store.write(List.of(some(1)));
        TestDatabase.execute(direct, """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name LIKE 'leasemq%' AND pid <> pg_backend_pid()
                """);
        store.write(List.of(some(2)));
        assertEquals(shown(some(1), some(2)), stored());
    }

    /** The database has it, and nobody was told. */
    @Test
    void whatWasWrittenWithoutAnAnswerIsThereOnce() {
        long first = store.write(List.of(some(1))).first();
        wire.loseAnswers();
        long second = store.write(List.of(some(2))).first();
        long third = store.write(List.of(some(3))).first();
        assertEquals(List.of(true, true), List.of(first < second, second < third));
        assertEquals(2L, store.read(second).get(0).content());
        assertEquals(shown(some(1), some(2), some(3)), stored());
    }

    @Test
    void aQueueThatWasChangedWithoutAnAnswerIsChangedOnce() {
        wire.loseAnswers();
        store.write(List.of(new Change.PutQueue(1, "orders", "first"), some(1)));
        wire.loseAnswers();
        store.write(List.of(new Change.DropQueue(1, new long[0]), new Change.PutQueue(2, "orders", "second")));
        assertEquals(shown(new Change.PutQueue(2, "orders", "second"), some(1)), stored());
    }

    /** Wherever it breaks. */
    @Test
    void aBatchIsThereOnceWhereverTheWireBreaks() {
        List<Change> all = new ArrayList<>();
        for (int bytes = 0; bytes < 60_000; bytes += 3_001) {
            Change one = some(bytes + 1);
            all.add(one);
            wire.cutAfter(bytes);
            store.write(List.of(one));
        }
        assertEquals(shown(all.toArray(new Change[0])), stored());
    }

    @Test
    void whoCannotReachTheDatabaseForATermStops() throws IOException {
        store.write(List.of(some(1)));
        wire.close();
        Thread passing = new Thread(() -> {
            wire.awaitRefused();
            clock.advance(Duration.ofMinutes(1));
        });
        passing.start();
        assertThrows(StoreLostException.class, () -> store.write(List.of(some(2))));
        assertFalse(store.isOwned());
    }
}
