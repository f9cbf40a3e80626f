package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.FailingDisk;
import org.leasemq.sqs.RawRequest;
import org.leasemq.thread.DaemonThreads;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A client that resets its connection right behind its receive has not seen the messages: none dies of it. */
@Timeout(120)
class HangUpTest extends BridgeFixture {
    private final FailingDisk disk = new FailingDisk();

    @Override
    @BeforeEach
    protected void start() {
        engines = new EmbeddedEngines(disk, new DaemonThreads("leasemq-test"), clock);
        server = SqsServer.start(settings(), engines);
        sqs = client(server.uri(), "test", "test");
    }

    private void receiveAndReset(String queue, int timeout) throws Exception {
        String attempt = queue.endsWith(".fifo") ? ",\"ReceiveRequestAttemptId\":\"a\"" : "";
        String body = "{\"QueueUrl\":\"" + queue + "\",\"VisibilityTimeout\":" + timeout + attempt + "}";
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Length: " + body.length() + "\r\n\r\n";
        disk.hold();
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream().write((head + body).getBytes(US_ASCII));
            disk.awaitWrite();
            socket.setSoLinger(true, 0); // which resets it
        }
        disk.letGo();
        awaitNoRequests();
    }

    private void awaitNoRequests() throws IOException {
        String metrics;
        do {
            metrics = new RawRequest("GET /metrics").send(server.uri());
        } while (!metrics.contains("{use=\"requests\"} 0\n"));
    }

    @ParameterizedTest
    @CsvSource({"q, 30", "q, 0", "q.fifo, 30", "q.fifo, 0"})
    void whatCannotBeAnsweredWasNotReceived(String queue, int timeout) throws Exception {
        boolean fifo = queue.endsWith(".fifo");
        String dead = fifo ? "dead.fifo" : "dead";
        create(dead);
        String policy =
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:" + dead + "\",\"maxReceiveCount\":1}";
        String url = create(
                queue,
                fifo
                        ? Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.REDRIVE_POLICY, policy)
                        : Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        if (fifo) {
            sendTo(url, "g", "a");
        } else {
            send(url, "a");
        }
        for (int i = 0; i < 3; i++) {
            receiveAndReset(queue, timeout);
        }
        assertEquals("1", receiveOne(url).attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        assertEquals(
                List.of(),
                receive(sqs.getQueueUrl(request -> request.queueName(dead)).queueUrl(), 1));
    }

    private List<String> attempt(String url) {
        return bodies(sqs.receiveMessage(
                        request -> request.queueUrl(url).visibilityTimeout(60).receiveRequestAttemptId("a"))
                .messages());
    }

    @Test
    void whoeverAsksAgainForWhatHasReachedNobodyDoesNotGetWhatSomebodyElseHasNow() throws Exception {
        String url = create("q.fifo");
        sendTo(url, "g", "a");
        receiveAndReset("q.fifo", 60);
        assertEquals("a", receiveOne(url).body());
        assertEquals(List.of(), attempt(url));
    }

    @Test
    void whatAnEarlierAnswerToldOfIsNotGivenBack() throws Exception {
        String url = create("q.fifo");
        sendTo(url, "g", "a");
        assertEquals(List.of("a"), attempt(url));
        receiveAndReset("q.fifo", 60);
        assertEquals(List.of(), receive(url, 1));
        assertEquals(List.of("a"), attempt(url));
    }
}
