package org.leasemq.sqs.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.sqs.FailingDisk;
import org.leasemq.sqs.RawRequest;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.thread.DaemonThreads;

/** What cannot be read back was given to nobody: it comes again after a second, uncounted, and others come first. */
class UnreadableTest {
    /** More than stays in memory. */
    private static final String LARGE = "x".repeat(1 << 20);

    private final SettableClock clock = new SettableClock();
    private final FailingDisk disk = new FailingDisk();
    private EmbeddedEngines engines;
    private SqsServer server;

    @BeforeEach
    void start() {
        engines = new EmbeddedEngines(disk, new DaemonThreads("leasemq-test"), clock);
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

    private void aSecondPasses() {
        clock.advance(Duration.ofSeconds(1));
        engines.timeChanged();
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
        disk.allowReads(0);
        for (int i = 0; i < 3; i++) {
            assertEquals(500, status(receive));
            aSecondPasses();
        }
        disk.allowReads(Integer.MAX_VALUE);
        String answer = RawRequest.form(receive).send(server.uri());
        assertTrue(answer.contains("<Value>1</Value>"), () -> answer.substring(0, Math.min(900, answer.length())));
    }

    @Test
    void whatStandsBeforeItIsAnsweredAndWhatStandsBehindItComesFirst() throws IOException {
        assertEquals(200, status("Action=CreateQueue&QueueName=q"));
        for (char body : "abc".toCharArray()) {
            assertEquals(
                    200,
                    status("Action=SendMessage&QueueUrl=q&MessageBody="
                            + String.valueOf(body).repeat(1 << 20)));
        }
        disk.allowReads(1);
        assertEquals(List.of("a 1"), receive());
        disk.allowReads(Integer.MAX_VALUE);
        assertEquals(List.of("c 1"), receive());
        aSecondPasses();
        assertEquals(List.of("b 1"), receive());
    }

    /** The first letter and the receive count of what comes. */
    private List<String> receive() throws IOException {
        String answer = RawRequest.form(
                        "Action=ReceiveMessage&QueueUrl=q&MaxNumberOfMessages=3&AttributeName.1=ApproximateReceiveCount")
                .send(server.uri());
        return Pattern.compile("<Body>(.).*?<Value>(\\d+)</Value>", Pattern.DOTALL)
                .matcher(answer)
                .results()
                .map(message -> message.group(1) + " " + message.group(2))
                .toList();
    }
}
