package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Amazon's client that does not block, and what gathers its requests into batches. */
class AsyncClientsTest extends BridgeFixture {
    private static final int MESSAGES = 100;

    private SqsAsyncClient async;

    @BeforeEach
    void open() {
        async = client(SqsAsyncClient.builder(), server.uri(), "x", "y");
    }

    @AfterEach
    void close() {
        async.close();
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() {
        String url = create("orders");
        List<CompletableFuture<SendMessageResponse>> sends = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            String body = "m" + i;
            sends.add(async.sendMessage(request -> request.queueUrl(url).messageBody(body)));
        }
        Set<String> ids = new HashSet<>();
        sends.forEach(send -> ids.add(send.join().messageId()));
        assertEquals(MESSAGES, ids.size());
        CompletableFuture<ReceiveMessageResponse> waiting = async.receiveMessage(
                request -> request.queueUrl(create("empty")).waitTimeSeconds(20));
        send(create("empty"), "late");
        assertEquals("late", waiting.join().messages().get(0).body());
        for (int left = MESSAGES; left > 0; ) {
            List<Message> messages = async.receiveMessage(
                            request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .join()
                    .messages();
            messages.forEach(message -> assertTrue(ids.remove(message.messageId()), message::messageId));
            left -= messages.size();
        }
    }

    @Test
    void theBatchManagerSendsAndDeletesInBatches() {
        String url = create("orders");
        try (SqsAsyncBatchManager manager = async.batchManager()) {
            List<CompletableFuture<SendMessageResponse>> sends = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                String body = "m" + i;
                sends.add(manager.sendMessage(request -> request.queueUrl(url).messageBody(body)));
            }
            sends.forEach(CompletableFuture::join);
            List<CompletableFuture<?>> deletes = new ArrayList<>();
            for (int i = 0; i < MESSAGES / 10; i++) {
                for (Message message : receive(url, 10)) {
                    deletes.add(manager.deleteMessage(
                            request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
                }
            }
            deletes.forEach(CompletableFuture::join);
            assertEquals(MESSAGES, deletes.size());
        }
        assertEquals(List.of(), receive(url, 1));
    }
}
