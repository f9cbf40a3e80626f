package org.leasemq.sqs.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.thread.DaemonThreads;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives with the same attempt id get the same, one after the other or at the same time. */
@Timeout(120)
class ReceiveAttemptsTest extends BridgeFixture {
    /** Time passes with every look at it. */
    private final SettableClock hasty = new SettableClock() {
        @Override
        public Instant instant() {
            advance(Duration.ofMillis(1));
            return super.instant();
        }
    };

    @Override
    @BeforeEach
    protected void start() {
        engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), hasty);
        server = SqsServer.start(settings(), engines);
        sqs = client(server.uri(), "test", "test");
    }

    private List<String> attempt(String url, int wait) {
        return sqs
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(wait)
                        .receiveRequestAttemptId("x"))
                .messages()
                .stream()
                .map(Message::receiptHandle)
                .toList();
    }

    @Test
    void theReceiptHandlesAreTheSame() {
        String url = create("q.fifo");
        sendTo(url, "g", "a");
        sendTo(url, "g", "b");
        List<String> first = attempt(url, 0);
        assertEquals(2, first.size());
        assertEquals(first, attempt(url, 0));
    }

    @Test
    void thoseAtTheSameTimeWaitForTheFirst() {
        String url = create("q.fifo");
        sendTo(url, "g", "a");
        sendTo(url, "g", "b");
        List<CompletableFuture<List<String>>> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            attempts.add(CompletableFuture.supplyAsync(() -> attempt(url, 0), new DaemonThreads("test")));
        }
        List<String> first = attempts.get(0).join();
        assertEquals(2, first.size());
        attempts.forEach(one -> assertEquals(first, one.join()));
    }

    @Test
    void whatHasBeenChangedSinceIsNotReceivedAgain() {
        String url = create("q.fifo");
        sendTo(url, "g", "a");
        sendTo(url, "h", "b");
        List<String> first = attempt(url, 0);
        sqs.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(first.get(0)).visibilityTimeout(600));
        assertEquals(List.of(), attempt(url, 0));
        hasty.advance(Duration.ofSeconds(31));
        engines.timeChanged();
        assertEquals(List.of("b"), bodies(receive(url, 10)));
    }

    @Test
    void noneIsReceivedAgainIfOneHasBeenDeleted() {
        String url = create("q.fifo");
        sendTo(url, "g", "a");
        sendTo(url, "h", "b");
        List<String> first = attempt(url, 0);
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(first.get(0)));
        assertEquals(List.of(), attempt(url, 0));
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(first.get(1)));
    }
}
