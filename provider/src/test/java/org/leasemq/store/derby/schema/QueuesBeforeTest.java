package org.leasemq.store.derby.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.derby.DerbyStore;
import org.leasemq.store.derby.database.DerbyDatabase;

/** What a batch did to the table of queues is undone when the batch has become durable though it was reported as failed. */
class QueuesBeforeTest {
    private static final long[] NOWHERE = {};
    private static final List<Change> CHANGES = List.of(
            new Change.PutQueue(1, "one", "changed"),
            new Change.DropQueue(2, NOWHERE),
            new Change.PutQueue(4, "four", "new"),
            new Change.PutQueue(4, "four", "changed"),
            new Change.PutQueue(5, "five", "new"),
            new Change.DropQueue(5, NOWHERE));

    private final DerbyDatabase database = new DerbyDatabase("memory:queues-before");
    private DerbyStore store;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        store = DerbyStore.openInMemory("queues-before", new SettableClock(Instant.EPOCH));
        store.recover(new Recording());
        store.write(List.of(
                new Change.PutQueue(1, "one", "a"),
                new Change.PutQueue(2, "two", "b"),
                new Change.PutQueue(3, "three", "c")));
        connection = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
        store.close();
    }

    private List<String> table() throws SQLException {
        List<String> rows = new ArrayList<>();
        QueueTable.each(connection, queue -> rows.add(queue.queue() + queue.name() + queue.definition()));
        return rows;
    }

    @Test
    void everyNumberSaysWhatItSaidBefore() throws SQLException {
        List<String> before = table();
        QueuesBefore queues = new QueuesBefore();
        queues.note(connection, CHANGES);
        QueueTable.apply(connection, CHANGES);
        connection.commit();
        assertEquals(List.of("1onechanged", "3threec", "4fourchanged"), table());
        queues.restore(connection);
        connection.commit();
        assertEquals(before, table());
    }

    @Test
    void whatIsKnownIsNotUndone() throws SQLException {
        QueuesBefore queues = new QueuesBefore();
        queues.note(connection, CHANGES);
        QueueTable.apply(connection, CHANGES);
        queues.forget();
        queues.restore(connection);
        assertEquals(List.of("1onechanged", "3threec", "4fourchanged"), table());
    }
}
