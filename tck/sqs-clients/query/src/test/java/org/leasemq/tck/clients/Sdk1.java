package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.Request;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.model.AmazonSQSException;
import com.amazonaws.services.sqs.model.BatchEntryIdsNotDistinctException;
import com.amazonaws.services.sqs.model.BatchRequestTooLongException;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import com.amazonaws.services.sqs.model.EmptyBatchRequestException;
import com.amazonaws.services.sqs.model.InvalidAttributeNameException;
import com.amazonaws.services.sqs.model.InvalidBatchEntryIdException;
import com.amazonaws.services.sqs.model.InvalidMessageContentsException;
import com.amazonaws.services.sqs.model.MessageAttributeValue;
import com.amazonaws.services.sqs.model.MessageNotInflightException;
import com.amazonaws.services.sqs.model.PurgeQueueInProgressException;
import com.amazonaws.services.sqs.model.PurgeQueueRequest;
import com.amazonaws.services.sqs.model.QueueDeletedRecentlyException;
import com.amazonaws.services.sqs.model.QueueDoesNotExistException;
import com.amazonaws.services.sqs.model.QueueNameExistsException;
import com.amazonaws.services.sqs.model.ReceiptHandleIsInvalidException;
import com.amazonaws.services.sqs.model.SendMessageBatchRequestEntry;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import com.amazonaws.services.sqs.model.TooManyEntriesInBatchRequestException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;

/** What tests with the SDK for Java 1 have in common. */
final class Sdk1 {
    private Sdk1() {}

    static <B extends AwsClientBuilder<B, C>, C> C configured(B builder, LocalServer server) {
        return builder.withEndpointConfiguration(
                        new EndpointConfiguration(server.uri().toString(), LocalServer.REGION))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("test", "test")))
                .withRequestHandlers(new RequestHandler2() {
                    @Override
                    public void beforeRequest(Request<?> request) {
                        assertTrue(request.getParameters().containsKey("Action"), "This SDK speaks JSON.");
                    }
                })
                .build();
    }

    static String redrive(String queue, int maxReceiveCount) {
        return "{\"deadLetterTargetArn\":\"" + LocalServer.arn("sqs", queue) + "\",\"maxReceiveCount\":"
                + maxReceiveCount + "}";
    }

    /** One call for each exception that the SDK knows. */
    record Mistakes(AmazonSQS sqs, String url, String fifo, String missing) {
        Map<Class<? extends AmazonSQSException>, Executable> all() {
            Map<Class<? extends AmazonSQSException>, Executable> calls = new LinkedHashMap<>();
            calls.put(QueueDoesNotExistException.class, () -> sqs.sendMessage(missing, "body"));
            calls.put(
                    QueueNameExistsException.class,
                    () -> sqs.createQueue(
                            new CreateQueueRequest("mistakes").withAttributes(Map.of("VisibilityTimeout", "1"))));
            calls.put(InvalidAttributeNameException.class, () -> sqs.setQueueAttributes(url, Map.of("Nothing", "1")));
            calls.put(ReceiptHandleIsInvalidException.class, () -> sqs.deleteMessage(url, "none"));
            calls.put(MessageNotInflightException.class, () -> {
                sqs.sendMessage(new SendMessageRequest(fifo, "body")
                        .withMessageGroupId("g")
                        .withMessageDeduplicationId("d"));
                String handle = sqs.receiveMessage(fifo).getMessages().get(0).getReceiptHandle();
                sqs.changeMessageVisibility(fifo, handle, 0);
                sqs.changeMessageVisibility(fifo, handle, 10);
            });
            calls.put(InvalidMessageContentsException.class, () -> sqs.sendMessage(url, "\u0001"));
            calls.put(EmptyBatchRequestException.class, () -> sqs.sendMessageBatch(url, List.of()));
            calls.put(TooManyEntriesInBatchRequestException.class, () -> sqs.sendMessageBatch(url, batch(11, "body")));
            calls.put(
                    BatchEntryIdsNotDistinctException.class,
                    () -> sqs.sendMessageBatch(url, Collections.nCopies(2, entry("same", "body"))));
            calls.put(
                    InvalidBatchEntryIdException.class,
                    () -> sqs.sendMessageBatch(url, List.of(entry("not this", "body"))));
            calls.put(
                    BatchRequestTooLongException.class, () -> sqs.sendMessageBatch(url, batch(2, "x".repeat(600_000))));
            calls.put(
                    com.amazonaws.services.sqs.model.UnsupportedOperationException.class,
                    () -> sqs.sendMessage(new SendMessageRequest(url, "body")
                            .addMessageAttributesEntry(
                                    "list",
                                    new MessageAttributeValue()
                                            .withDataType("String")
                                            .withStringListValues("value"))));
            calls.put(PurgeQueueInProgressException.class, () -> {
                sqs.purgeQueue(new PurgeQueueRequest(url));
                sqs.purgeQueue(new PurgeQueueRequest(url));
            });
            calls.put(QueueDeletedRecentlyException.class, () -> {
                sqs.deleteQueue(fifo);
                sqs.createQueue(new CreateQueueRequest("mistakes.fifo").withAttributes(Map.of("FifoQueue", "true")));
            });
            return calls;
        }

        private static SendMessageBatchRequestEntry entry(String id, String body) {
            return new SendMessageBatchRequestEntry(id, body);
        }

        private static List<SendMessageBatchRequestEntry> batch(int size, String body) {
            return IntStream.range(0, size).mapToObj(i -> entry("id" + i, body)).toList();
        }
    }
}
