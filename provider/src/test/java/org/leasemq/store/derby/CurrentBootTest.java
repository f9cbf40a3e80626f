package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.database.Uninterrupted;
import org.leasemq.store.derby.files.Ground;
import org.leasemq.store.derby.files.Mark;

/** What becomes of those who read while the database is opened anew. */
class CurrentBootTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private final ReentrantLock writing = new ReentrantLock();
    private final DerbyDatabase database = new DerbyDatabase("memory:current-boot");
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger openings = new AtomicInteger();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch shutDown = new CountDownLatch(1);
    private Callable<Boot> opening = this::opened;
    private CurrentBoot current;

    @BeforeEach
    void boot() throws SQLException {
        Surroundings surroundings = new Surroundings(
                DerbySettings.defaults(), clock, bytes -> {}, Mark.NONE, Ground.NONE, database::drop, true);
        Boot first = new Boot(database, database.boot(true));
        current = new CurrentBoot("memory", first, surroundings, writing, this::open);
        current.begin();
    }

    @AfterEach
    void close() throws SQLException {
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            current.close(uninterrupted);
        }
    }

    private Boot opened() throws SQLException {
        return new Boot(database, database.boot(false));
    }

    private Boot open() throws SQLException {
        openings.incrementAndGet();
        try {
            return opening.call();
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails once, when the database has been shut down under it, with an error that does not say so. */
    private String read() {
        return current.run("It could not be read", (connection, uninterrupted) -> {
            if (attempts.incrementAndGet() == 1) {
                inside.countDown();
                await(shutDown);
                throw new SQLException("Java exception", "XJ001", 0, new NullPointerException());
            }
            return "read";
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private FutureTask<String> startReading() {
        FutureTask<String> reader = new FutureTask<>(this::read);
        new Thread(reader, "reader").start();
        await(inside);
        return reader;
    }

    private void reopen() throws SQLException {
        writing.lock();
        try {
            current.reopen();
        } finally {
            writing.unlock();
        }
    }

    @Test
    void whoWasReadingReadsAgainAndOpensNothingAnew() throws Exception {
        FutureTask<String> reader = startReading();
        reopen();
        shutDown.countDown();
        assertEquals("read", reader.get());
        assertEquals(1, openings.get());
    }

    @Test
    void whoWasReadingWaitsUntilItIsOpen() throws Exception {
        FutureTask<String> reader = startReading();
        opening = () -> {
            shutDown.countDown();
            while (!writing.hasQueuedThreads() && !reader.isDone()) {
                Thread.onSpinWait();
            }
            assertFalse(reader.isDone());
            return opened();
        };
        reopen();
        assertEquals("read", reader.get());
        assertEquals(1, openings.get());
    }

    @Test
    void whoWasReadingIsToldThatItCannotBeOpened() throws Exception {
        FutureTask<String> reader = startReading();
        opening = () -> {
            throw new SQLException("Nothing there", "XJ004");
        };
        writing.lock();
        try {
            assertThrows(SQLException.class, current::reopen);
            current.refuse(new StoreException("It is down."));
        } finally {
            writing.unlock();
        }
        shutDown.countDown();
        Throwable told = assertThrows(Exception.class, reader::get).getCause();
        assertTrue(told.getMessage().contains("could not be opened again: Nothing there"), told::getMessage);
        opening = this::opened;
        clock.advance(Duration.ofSeconds(1));
        assertEquals("read", read());
    }
}
