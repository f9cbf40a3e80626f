package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.DaemonThreads;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.local.ThreadedEnvironment;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.OptionValues;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoredMessage;

/** Whoever asks whether the server is ready learns that nothing can be stored, and why, and that it can again. */
class ReadyTest {
    private final AtomicBoolean refusing = new AtomicBoolean();
    private EmbeddedEngines engines;
    private SqsServer server;

    @BeforeEach
    void start() {
        engines = new EmbeddedEngines(this::open, new DaemonThreads("leasemq-test"), ThreadedEnvironment.systemClock());
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID()),
                engines);
    }

    @AfterEach
    void stop() {
        refusing.set(false);
        server.close();
        engines.closeAll();
    }

    private Store open(Place place, OptionValues options, InstantSource clock) {
        return new Disk(new DerbyStores().open(place, options, clock));
    }

    private String ready() throws IOException {
        return new RawRequest("GET /ready").send(server.uri());
    }

    @Test
    void readinessFollowsTheDisk() throws IOException {
        assertEquals(200, RawRequest.form("Action=CreateQueue&QueueName=q").status(server.uri()));
        assertTrue(ready().startsWith("HTTP/1.1 200"));
        refusing.set(true);
        assertEquals(
                500,
                RawRequest.form("Action=SendMessage&QueueUrl=q&MessageBody=x").status(server.uri()));
        for (int i = 0; i < 3; i++) {
            String answer = ready();
            assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
            assertTrue(answer.contains("{\"status\":\"DOWN\",\"reason\":\""), answer);
            assertTrue(answer.contains("The disk \\\"d\\\" takes nothing"), answer);
        }
        assertTrue(new RawRequest("GET /health").send(server.uri()).startsWith("HTTP/1.1 200"));
        refusing.set(false);
        assertTrue(ready().startsWith("HTTP/1.1 200"));
        assertEquals(
                200,
                RawRequest.form("Action=SendMessage&QueueUrl=q&MessageBody=x").status(server.uri()));
    }

    /** A store on a disk that can be told to take nothing. */
    private final class Disk implements Store {
        private final Store store;

        Disk(Store store) {
            this.store = store;
        }

        @Override
        public UUID identity() {
            return store.identity();
        }

        @Override
        public void recover(Recovery recovery) {
            store.recover(recovery);
        }

        @Override
        public long write(List<? extends Change> changes) {
            if (refusing.get()) {
                throw new StoreException("The disk \"d\" takes nothing");
            }
            return store.write(changes);
        }

        @Override
        public List<StoredMessage> read(long location) {
            return store.read(location);
        }

        @Override
        public Usage usage() {
            return store.usage();
        }

        @Override
        public Replay oldest(long after) {
            return store.oldest(after);
        }

        @Override
        public void lookedThrough(long location) {
            store.lookedThrough(location);
        }

        @Override
        public void reclaim(long now) {
            store.reclaim(now);
        }

        @Override
        public void checkRoom(long bytes) {
            store.checkRoom(bytes);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
