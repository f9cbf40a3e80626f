package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.sqs.AmazonSQSRequester;
import com.amazonaws.services.sqs.AmazonSQSRequesterClientBuilder;
import com.amazonaws.services.sqs.AmazonSQSResponder;
import com.amazonaws.services.sqs.AmazonSQSResponderClientBuilder;
import com.amazonaws.services.sqs.MessageContent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Requests and replies over virtual queues, by the last of Amazon's clients for temporary queues. */
class TemporaryQueuesTest {
    @Test
    void repliesComeOverVirtualQueues() throws Exception {
        try (LocalServer server = new LocalServer();
                SqsClient sqs = Sdk.configured(SqsClient.builder(), server)) {
            AmazonSQSRequester requester = AmazonSQSRequesterClientBuilder.standard()
                    .withAmazonSQS(sqs)
                    .build();
            AmazonSQSResponder responder = AmazonSQSResponderClientBuilder.standard()
                    .withAmazonSQS(sqs)
                    .build();
            String url = Sdk.create(sqs, "requests", Map.of());
            for (String name : new String[] {"Ada", "Grace"}) {
                CompletableFuture<Message> reply = requester.sendMessageAndGetResponseAsync(
                        SendMessageRequest.builder()
                                .queueUrl(url)
                                .messageBody("Hello " + name)
                                .build(),
                        30,
                        TimeUnit.SECONDS);
                Message request = Sdk.await(sqs, url);
                MessageContent content = MessageContent.fromMessage(request);
                assertTrue(responder.isResponseMessageRequested(content));
                responder.sendResponseMessage(content, new MessageContent(request.body() + ", hello"));
                assertEquals(
                        "Hello " + name + ", hello",
                        reply.get(30, TimeUnit.SECONDS).body());
            }
            requester.shutdown();
            responder.shutdown();
        }
    }
}
