package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.sqs.FailingDisk;
import org.leasemq.sqs.RawRequest;
import org.leasemq.thread.DaemonThreads;

/** Whoever asks whether the server is ready learns that nothing can be stored, and why, and that it can again. */
class ReadyTest {
    private final FailingDisk disk = new FailingDisk();
    private EmbeddedEngines engines;
    private SqsServer server;

    @BeforeEach
    void start() {
        engines = new EmbeddedEngines(disk, new DaemonThreads("leasemq-test"), ThreadedEnvironment.systemClock());
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID()),
                engines);
    }

    @AfterEach
    void stop() {
        disk.refuseWrites(false);
        server.close();
        engines.closeAll();
    }

    private String ready() throws IOException {
        return new RawRequest("GET /ready").send(server.uri());
    }

    @Test
    void readinessFollowsTheDisk() throws IOException {
        assertEquals(200, RawRequest.form("Action=CreateQueue&QueueName=q").status(server.uri()));
        assertTrue(ready().startsWith("HTTP/1.1 200"));
        disk.refuseWrites(true);
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
        disk.refuseWrites(false);
        assertTrue(ready().startsWith("HTTP/1.1 200"));
        assertEquals(
                200,
                RawRequest.form("Action=SendMessage&QueueUrl=q&MessageBody=x").status(server.uri()));
    }

    @Test
    void soDoMetrics() throws IOException {
        awaitStore(1);
        disk.refuseWrites(true);
        assertEquals(500, RawRequest.form("Action=CreateQueue&QueueName=q").status(server.uri()));
        awaitStore(0);
        disk.refuseWrites(false);
        awaitStore(1);
    }

    /** Asks again until the store, which is asked each time, has answered. */
    private void awaitStore(int up) throws IOException {
        while (!new RawRequest("GET /metrics").send(server.uri()).contains("\nleasemq_store_up " + up + "\n")) {
            Thread.onSpinWait();
        }
    }
}
