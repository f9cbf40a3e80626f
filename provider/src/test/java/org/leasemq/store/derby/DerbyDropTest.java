package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.store.derby.database.DerbyDatabase;

/** Derby sleeps when it drops a database in memory; nobody is to wait for that. The JVM records who sleeps. */
class DerbyDropTest {
    private static final String SLEEP = "jdk.ThreadSleep";

    @TempDir
    private Path directory;

    @BeforeEach
    void recordings() {
        Assumptions.assumeTrue(FlightRecorder.isAvailable(), "The JVM records nothing");
    }

    /** How often this thread sleeps meanwhile. */
    private long sleeps(Callable<?> action) throws Exception {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SLEEP).withoutThreshold();
            recording.start();
            action.call();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(SLEEP))
                .filter(event -> event.getThread().getJavaThreadId() == currentThread())
                .count();
    }

    @SuppressWarnings("deprecation") // what replaces it came after Java 17
    private static long currentThread() {
        return Thread.currentThread().getId();
    }

    private static DerbyDatabase database(String name) throws SQLException {
        DerbyDatabase database = new DerbyDatabase("memory:" + name);
        database.boot(true).close();
        return database;
    }

    @Test
    void aDatabaseInMemoryIsDroppedWithoutSleep() throws Exception {
        DerbyDatabase ours = database("dropped");
        assertEquals(0, sleeps(() -> {
            ours.drop();
            return null;
        }));
        assertThrows(SQLException.class, ours::connect, "It is still there");
    }

    /** Otherwise the test above would tell nothing. */
    @Test
    void derbySleepsWhereWeDoNot() throws Exception {
        database("dropped-by-derby");
        String url = "jdbc:derby:memory:dropped-by-derby;drop=true";
        assertEquals(
                1,
                sleeps(() ->
                        assertThrows(SQLException.class, () -> new AutoloadedDriver().connect(url, new Properties()))));
    }
}
