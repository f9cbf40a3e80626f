package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** SQS and SNS by an SDK for Java 2 that speaks Query for both. With JSON it is in the tests of the bridge. */
class Sdk2QueryTest {
    private static final Map<QueueAttributeName, String> FIFO = Map.of(QueueAttributeName.FIFO_QUEUE, "true");

    private static LocalServer server;
    private static SqsClient sqs;
    private static SnsClient sns;

    @BeforeAll
    static void start() {
        server = new LocalServer();
        sqs = configured(SqsClient.builder());
        sns = configured(SnsClient.builder());
    }

    @AfterAll
    static void stop() {
        sns.close();
        sqs.close();
        server.close();
    }

    private static <B extends AwsClientBuilder<B, C>, C> C configured(B builder) {
        return builder.endpointOverride(server.uri())
                .region(Region.of(LocalServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private static String create(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static List<Message> receive(String url, int visibilityTimeout) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(visibilityTimeout)
                        .attributeNames(QueueAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private static Message await(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(20)
                        .attributeNames(QueueAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages()
                .get(0);
    }

    private static Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    @Test
    void theSdkSpeaksQuery() {
        QueueDoesNotExistException e = assertThrows(
                QueueDoesNotExistException.class, () -> sqs.getQueueUrl(request -> request.queueName("missing")));
        String answer = e.awsErrorDetails().rawResponse().asUtf8String();
        assertTrue(answer.contains("<ErrorResponse"), answer);
        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue", e.awsErrorDetails().errorCode());
    }

    @Test
    void queuesHaveAttributesAndTags() {
        String dead = create("kept-dead.fifo", FIFO);
        String policy = "{\"maxReceiveCount\":\"7\",\"deadLetterTargetArn\":\""
                + LocalServer.arn("sqs", "kept-dead.fifo") + "\"}";
        Map<QueueAttributeName, String> set = Map.of(
                QueueAttributeName.FIFO_QUEUE, "true",
                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true",
                QueueAttributeName.VISIBILITY_TIMEOUT, "77",
                QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "2048");
        String url = sqs.createQueue(request ->
                        request.queueName("kept.fifo").attributes(set).tags(Map.of("team", "a & b", "empty", "")))
                .queueUrl();
        assertEquals(url, create("kept.fifo", set));
        assertTrue(attributes(url).entrySet().containsAll(set.entrySet()));
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
        assertTrue(attributes(url).get(QueueAttributeName.REDRIVE_POLICY).contains("kept-dead.fifo"));
        assertEquals(
                List.of(url),
                sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls());
        sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("more", "ü")));
        sqs.untagQueue(request -> request.queueUrl(url).tagKeys("team"));
        assertEquals(
                Map.of("more", "ü", "empty", ""),
                sqs.listQueueTags(request -> request.queueUrl(url)).tags());
        assertEquals(
                List.of(dead, url),
                sqs
                        .listQueuesPaginator(
                                request -> request.queueNamePrefix("kept").maxResults(1))
                        .queueUrls()
                        .stream()
                        .toList());
    }

    @Test
    void messagesKeepTheirBodiesAndAttributes() {
        String url = create("messages", Map.of());
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("ü & <\n>")
                                .build(),
                "number",
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue("-17.50")
                                .build(),
                "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary.png")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 'a'}))
                                .build());
        SendMessageResponse sent = sqs.sendMessage(request ->
                request.queueUrl(url).messageBody("a&b=c+d%20 \r\n<ü>").messageAttributes(attributes));
        Message message = receive(url, 100).get(0);
        assertEquals("a&b=c+d%20 \r\n<ü>", message.body());
        assertEquals(attributes, message.messageAttributes());
        assertEquals(sent.md5OfMessageAttributes(), message.md5OfMessageAttributes());
        assertEquals("1", message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
        Message again = receive(url, 100).get(0);
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(again.receiptHandle()));
        assertEquals("0", attributes(url).get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    @Test
    void batchesSucceedAndFailByEntry() {
        String url = create("batches", Map.of());
        var sent = sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(
                        entry("a", "first"),
                        entry("b", "second").toBuilder().delaySeconds(901).build()));
        assertEquals("a", sent.successful().get(0).id());
        assertEquals("InvalidParameterValue", sent.failed().get(0).code());
        String handle = receive(url, 100).get(0).receiptHandle();
        var changed = sqs.changeMessageVisibilityBatch(
                request -> request.queueUrl(url).entries(visibility("x", handle), visibility("y", "none")));
        assertEquals("x", changed.successful().get(0).id());
        assertEquals("ReceiptHandleIsInvalid", changed.failed().get(0).code());
        var deleted = sqs.deleteMessageBatch(
                request -> request.queueUrl(url).entries(deletion("x", handle), deletion("y", "none")));
        assertEquals("x", deleted.successful().get(0).id());
        assertEquals("y", deleted.failed().get(0).id());
    }

    @Test
    void whatIsReceivedTooOftenBecomesADeadLetter() {
        String dead = create("letters-dead", Map.of());
        String url = create(
                "letters",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + LocalServer.arn("sqs", "letters-dead")
                                + "\",\"maxReceiveCount\":1}"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("poison"));
        assertEquals(1, receive(url, 0).size());
        assertEquals(List.of(), receive(url, 0));
        Message letter = await(dead);
        assertEquals("poison", letter.body());
        assertEquals(
                LocalServer.arn("sqs", "letters"),
                letter.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN));
    }

    @Test
    void permissionsAreWrittenIntoThePolicy() {
        String url = create("permissions", Map.of());
        sqs.addPermission(request -> request.queueUrl(url)
                .label("label")
                .awsAccountIds("111122223333")
                .actions("SendMessage", "ReceiveMessage"));
        String policy = attributes(url).get(QueueAttributeName.POLICY);
        assertTrue(policy.contains("arn:aws:iam::111122223333:root"), policy);
        sqs.removePermission(request -> request.queueUrl(url).label("label"));
        assertFalse(attributes(url).containsKey(QueueAttributeName.POLICY));
    }

    @Test
    void everyMistakeHasItsException() {
        mistakes(create("mistakes", Map.of()), create("mistakes.fifo", FIFO))
                .forEach((type, call) ->
                        assertEquals(type, assertThrows(type, call).getClass()));
    }

    private static ChangeMessageVisibilityBatchRequestEntry visibility(String id, String handle) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .visibilityTimeout(0)
                .build();
    }

    private static DeleteMessageBatchRequestEntry deletion(String id, String handle) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .build();
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static Executable batch(String url, List<SendMessageBatchRequestEntry> entries) {
        return () -> sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    }

    private static List<SendMessageBatchRequestEntry> entries(int size, String body) {
        return IntStream.range(0, size).mapToObj(i -> entry("id" + i, body)).toList();
    }

    private static Map<Class<? extends SqsException>, Executable> mistakes(String url, String fifo) {
        Map<Class<? extends SqsException>, Executable> calls = new LinkedHashMap<>();
        calls.put(
                QueueDoesNotExistException.class,
                () -> sqs.sendMessage(
                        request -> request.queueUrl(url + "-missing").messageBody("body")));
        calls.put(
                QueueNameExistsException.class,
                () -> create("mistakes", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")));
        calls.put(
                InvalidAttributeNameException.class,
                () -> sqs.setQueueAttributes(
                        request -> request.queueUrl(url).attributesWithStrings(Map.of("Nothing", "1"))));
        calls.put(
                ReceiptHandleIsInvalidException.class,
                () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle("none")));
        calls.put(MessageNotInflightException.class, () -> {
            sqs.sendMessage(request -> request.queueUrl(fifo)
                    .messageBody("body")
                    .messageGroupId("g")
                    .messageDeduplicationId("d"));
            String handle = receive(fifo, 0).get(0).receiptHandle();
            sqs.changeMessageVisibility(
                    request -> request.queueUrl(fifo).receiptHandle(handle).visibilityTimeout(10));
        });
        calls.put(
                InvalidMessageContentsException.class,
                () -> sqs.sendMessage(request -> request.queueUrl(url).messageBody("\u0001")));
        calls.put(EmptyBatchRequestException.class, batch(url, List.of()));
        calls.put(TooManyEntriesInBatchRequestException.class, batch(url, entries(11, "body")));
        calls.put(BatchEntryIdsNotDistinctException.class, batch(url, Collections.nCopies(2, entry("same", "body"))));
        calls.put(InvalidBatchEntryIdException.class, batch(url, List.of(entry("not this", "body"))));
        calls.put(BatchRequestTooLongException.class, batch(url, entries(2, "x".repeat(600_000))));
        calls.put(PurgeQueueInProgressException.class, () -> {
            sqs.purgeQueue(request -> request.queueUrl(url));
            sqs.purgeQueue(request -> request.queueUrl(url));
        });
        calls.put(QueueDeletedRecentlyException.class, () -> {
            sqs.deleteQueue(request -> request.queueUrl(fifo));
            create("mistakes.fifo", FIFO);
        });
        return calls;
    }

    @Test
    void topicsDeliverToQueues() {
        String url = create("news", Map.of());
        String topic = sns.createTopic(request -> request.name("news")).topicArn();
        String subscription = sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(LocalServer.arn("sqs", "news"))
                        .returnSubscriptionArn(true)
                        .attributes(Map.of("FilterPolicy", "{\"kind\":[\"wanted\"]}")))
                .subscriptionArn();
        for (String kind : List.of("other", "wanted")) {
            sns.publish(request -> request.topicArn(topic)
                    .message("body " + kind)
                    .messageAttributes(Map.of(
                            "kind",
                            software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(kind)
                                    .build())));
        }
        String body = await(url).body();
        assertTrue(body.contains("body wanted") && body.contains(topic), body);
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription)
                .attributeName("RawMessageDelivery")
                .attributeValue("true"));
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription)
                .attributeName("FilterPolicy")
                .attributeValue("{}"));
        sns.publish(request -> request.topicArn(topic).message("raw"));
        assertEquals("raw", await(url).body());
        assertThrows(
                NotFoundException.class,
                () -> sns.publish(
                        request -> request.topicArn(topic + "-missing").message("body")));
    }
}
