package org.leasemq.store.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.TimeSource;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreLostException;
import org.leasemq.store.block.LogRow;

/** One owner at a time, whatever becomes of the one before. */
class FenceTest {
    private final PostgresSettings settings = TestDatabase.settings();
    /** Time stands still for the owner, who notices nothing of what others do. */
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    private final Store owner = open(settings, clock, new Recording());

    @AfterEach
    void close() {
        owner.close();
    }

    private static Store open(PostgresSettings how, TimeSource clock, Recording recording) {
        Store store = PostgresStore.open(how, clock);
        store.recover(recording);
        return store;
    }

    private static PostgresSettings withTerm(PostgresSettings settings, Duration term) {
        return new PostgresSettings(
                settings.servers(),
                settings.database(),
                settings.schema(),
                settings.properties(),
                settings.create(),
                term,
                Duration.ZERO,
                settings.segmentBytes(),
                "another");
    }

    /** After yet another process has found the owner silent, has taken over, and has ended in order. */
    private Store takeOver(Recording recording) throws SQLException {
        try (Connection connection = TestDatabase.connect(settings)) {
            LogTables.Tail tail = LogTables.tail(connection);
            long location = tail.location() + 1;
            byte[] row = LogRow.empty(location, LogRow.checksum(tail.row()));
            LogTables.insertOwner(connection, tail.segment(), location, tail.epoch() + 1, "another", true, row);
        }
        return open(settings, clock, recording);
    }

    private static Change some(long content) {
        return add(1, message(content, 1_000));
    }

    @Test
    void whoWasTakenOverFromWritesNothingMore() throws SQLException {
        owner.write(List.of(some(1)));
        Recording seen = new Recording(2);
        try (Store next = takeOver(seen)) {
            assertTrue(owner.isOwned()); // and does not know it
            assertThrows(StoreLostException.class, () -> owner.write(List.of(some(2))));
            assertFalse(owner.isOwned());
            assertThrows(StoreLostException.class, () -> owner.write(List.of(some(3))));
            assertThrows(StoreLostException.class, () -> owner.checkRoom(0));
            assertThrows(StoreLostException.class, () -> owner.reclaim(clock.millis()));
            assertEquals(1, seen.changes().size());
        }
        Recording again = new Recording();
        takeOver(again).close();
        assertEquals(1, again.changes().size());
    }

    @Test
    void norDoesWhoIsAboutToBeginAnotherSegment() throws SQLException {
        while (!lastSegmentIsFull()) {
            owner.write(List.of(some(1)));
        }
        try (Store next = takeOver(new Recording())) {
            assertThrows(StoreLostException.class, () -> owner.write(List.of(some(2))));
            next.write(List.of(some(3)));
        }
        Recording again = new Recording();
        takeOver(again).close();
        assertTrue(again.changes().get(again.changes().size() - 1).contains("content 3"));
    }

    private boolean lastSegmentIsFull() throws SQLException {
        try (Connection connection = TestDatabase.connect(settings)) {
            return LogTables.tail(connection).location() >= 64;
        }
    }

    @Test
    void norDoesWhoChangesAQueue() throws SQLException {
        owner.write(List.of(new Change.PutQueue(1, "orders", "first")));
        Recording seen = new Recording();
        try (Store next = takeOver(seen)) {
            assertThrows(
                    StoreLostException.class,
                    () -> owner.write(List.of(new Change.PutQueue(1, "orders", "second"), some(1))));
        }
        Recording again = new Recording();
        takeOver(again).close();
        assertEquals(seen.changes(), again.changes());
    }

    @Test
    void whoIsNotSureWritesNothing() {
        owner.write(List.of(some(1)));
        clock.advance(settings.term().minusMillis(1));
        assertTrue(owner.isOwned());
        owner.write(List.of(some(2)));
        clock.advance(settings.term());
        assertFalse(owner.isOwned());
        assertThrows(StoreLostException.class, () -> owner.write(List.of(some(3))));
    }

    /** As after a machine was suspended, during which the clock that measures time stands still. */
    @Test
    void theWallClockEndsATermToo() {
        clock.set(clock.instant().plus(settings.term()));
        assertFalse(owner.isOwned());
    }

    @Test
    void whoEndsInOrderIsNotWaitedFor() {
        owner.write(List.of(some(1)));
        owner.close();
        Recording seen = new Recording();
        open(settings, clock, seen).close(); // whose term is a day
        assertEquals(1, seen.changes().size());
    }

    /** Somebody who has gone on writing is the owner, however long he is looked at. */
    @Test
    void whatIsInUseIsRefused() {
        TimeSource whileTheOwnerWrites = new TimeSource() {
            private long looked;

            @Override
            public long elapsedMillis() {
                owner.write(List.of(some(looked)));
                return ++looked * 10;
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }
        };
        StoreException refusal = assertThrows(
                StoreException.class,
                () -> PostgresStore.open(withTerm(settings, Duration.ofMillis(50)), whileTheOwnerWrites));
        assertTrue(refusal.getMessage().contains("is in use by a test"), refusal.getMessage());
        owner.write(List.of(some(1)));
    }

    /** Stopped in the middle of a transaction, in which the next row has been written. */
    @Test
    void whoIsStoppedInTheMiddleKeepsNobodyFromTakingOver() throws SQLException {
        try (Connection stopped = TestDatabase.connect(withTerm(settings, Duration.ofSeconds(1)))) {
            stopped.setAutoCommit(false);
            LogTables.Tail tail = LogTables.tail(stopped);
            LogTables.insert(stopped, tail.segment(), tail.location() + 1, tail.epoch(), List.of(new byte[1]));
            Recording seen = new Recording();
            takeOver(seen).close();
            assertEquals(List.of(), seen.changes());
        }
    }

    @Test
    void ofManyWhoWantToTakeOverOneDoesAtATime() throws Exception {
        owner.write(List.of(some(1)));
        owner.close();
        Recording[] seen = new Recording[4];
        Thread[] threads = new Thread[seen.length];
        for (int i = 0; i < seen.length; i++) {
            int number = i;
            seen[i] = new Recording();
            threads[i] = new Thread(() -> {
                Store store = takeOverPatiently(seen[number]);
                store.write(List.of(some(10 + number)));
                store.close();
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Recording last = new Recording();
        takeOver(last).close();
        assertEquals(1 + seen.length, last.changes().size(), last.changes()::toString);
    }

    private Store takeOverPatiently(Recording recording) {
        return open(
                new PostgresSettings(
                        settings.servers(),
                        settings.database(),
                        settings.schema(),
                        settings.properties(),
                        true,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        settings.segmentBytes(),
                        "one of many"),
                EmbeddedEngines.systemClock(),
                recording);
    }
}
