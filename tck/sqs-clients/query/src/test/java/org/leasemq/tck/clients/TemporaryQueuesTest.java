package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.AmazonSQSRequester;
import com.amazonaws.services.sqs.AmazonSQSRequesterClientBuilder;
import com.amazonaws.services.sqs.AmazonSQSResponder;
import com.amazonaws.services.sqs.AmazonSQSResponderClientBuilder;
import com.amazonaws.services.sqs.MessageContent;
import com.amazonaws.services.sqs.model.Message;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests and replies over virtual queues, by Amazon's client for temporary queues. */
class TemporaryQueuesTest {
    @Test
    void repliesComeOverVirtualQueues() throws Exception {
        try (LocalServer server = new LocalServer()) {
            AmazonSQS sqs = Sdk1.configured(AmazonSQSClientBuilder.standard(), server);
            AmazonSQSRequester requester = AmazonSQSRequesterClientBuilder.standard()
                    .withAmazonSQS(sqs)
                    .build();
            AmazonSQSResponder responder = AmazonSQSResponderClientBuilder.standard()
                    .withAmazonSQS(sqs)
                    .build();
            String url = sqs.createQueue("requests").getQueueUrl();
            for (String name : new String[] {"Ada", "Grace"}) {
                CompletableFuture<Message> reply = requester.sendMessageAndGetResponseAsync(
                        new SendMessageRequest(url, "Hello " + name), 30, TimeUnit.SECONDS);
                Message request = sqs.receiveMessage(new ReceiveMessageRequest(url)
                                .withWaitTimeSeconds(20)
                                .withMessageAttributeNames("All"))
                        .getMessages()
                        .get(0);
                MessageContent content = MessageContent.fromMessage(request);
                assertTrue(responder.isResponseMessageRequested(content));
                responder.sendResponseMessage(content, new MessageContent(request.getBody() + ", hello"));
                assertEquals(
                        "Hello " + name + ", hello",
                        reply.get(30, TimeUnit.SECONDS).getBody());
            }
            requester.shutdown();
            responder.shutdown();
            sqs.shutdown();
        }
    }
}
