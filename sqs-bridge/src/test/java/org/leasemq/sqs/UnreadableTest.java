package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.embedded.DaemonThreads;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.local.ThreadedEnvironment;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** A receive whose messages cannot be read back gave nothing to anybody: they are there at once, and nothing was counted. */
class UnreadableTest {
    /** More than stays in memory. */
    private static final String LARGE = "x".repeat(1 << 20);

    private final FailingDisk disk = new FailingDisk();
    private EmbeddedEngines engines;
    private SqsServer server;

    @BeforeEach
    void start() {
        engines = new EmbeddedEngines(disk, new DaemonThreads("leasemq-test"), ThreadedEnvironment.systemClock());
        server = SqsServer.start(
                ServerSettings.defaults()
                        .listeningOn("127.0.0.1", 0)
                        .storedAt("leasemq:mem:" + UUID.randomUUID() + "?memory-budget=1048576"),
                engines);
    }

    @AfterEach
    void stop() {
        server.close();
        engines.closeAll();
    }

    private int status(String form) throws IOException {
        return RawRequest.form(form).status(server.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "q.fifo"})
    void whatCannotBeReadIsGivenBack(String queue) throws IOException {
        boolean fifo = queue.endsWith(".fifo");
        assertEquals(
                200,
                status("Action=CreateQueue&QueueName=" + queue
                        + (fifo ? "&Attribute.1.Name=FifoQueue&Attribute.1.Value=true" : "")));
        assertEquals(
                200,
                status("Action=SendMessage&QueueUrl=" + queue
                        + (fifo ? "&MessageGroupId=g&MessageDeduplicationId=d" : "") + "&MessageBody=" + LARGE));
        String receive = "Action=ReceiveMessage&QueueUrl=" + queue + "&AttributeName.1=ApproximateReceiveCount"
                + (fifo ? "&ReceiveRequestAttemptId=a" : "");
        disk.refuseReads(true);
        for (int i = 0; i < 3; i++) {
            assertEquals(500, status(receive));
        }
        disk.refuseReads(false);
        String answer = RawRequest.form(receive).send(server.uri());
        assertTrue(answer.contains("<Value>1</Value>"), () -> answer.substring(0, Math.min(900, answer.length())));
    }
}
