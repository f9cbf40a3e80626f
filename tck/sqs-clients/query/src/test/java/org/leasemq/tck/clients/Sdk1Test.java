package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.AddPermissionRequest;
import com.amazonaws.services.sqs.model.BatchResultErrorEntry;
import com.amazonaws.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import com.amazonaws.services.sqs.model.ChangeMessageVisibilityBatchResult;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import com.amazonaws.services.sqs.model.DeleteMessageBatchRequestEntry;
import com.amazonaws.services.sqs.model.DeleteMessageBatchResult;
import com.amazonaws.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import com.amazonaws.services.sqs.model.ListQueuesRequest;
import com.amazonaws.services.sqs.model.ListQueuesResult;
import com.amazonaws.services.sqs.model.Message;
import com.amazonaws.services.sqs.model.MessageAttributeValue;
import com.amazonaws.services.sqs.model.MessageSystemAttributeValue;
import com.amazonaws.services.sqs.model.PurgeQueueRequest;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageBatchRequestEntry;
import com.amazonaws.services.sqs.model.SendMessageBatchResult;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQS by the SDK for Java 1, which checks the MD5s of what it sends and receives. */
class Sdk1Test {
    private static LocalServer server;
    private static AmazonSQS sqs;

    @BeforeAll
    static void start() {
        server = new LocalServer();
        sqs = Sdk1.configured(AmazonSQSClientBuilder.standard(), server);
    }

    @AfterAll
    static void stop() {
        sqs.shutdown();
        server.close();
    }

    private static String create(String name, Map<String, String> attributes) {
        return sqs.createQueue(new CreateQueueRequest(name).withAttributes(attributes))
                .getQueueUrl();
    }

    private static String create(String name) {
        return create(name, Map.of());
    }

    private static List<Message> receive(String url, int visibilityTimeout) {
        return sqs.receiveMessage(new ReceiveMessageRequest(url)
                        .withMaxNumberOfMessages(10)
                        .withVisibilityTimeout(visibilityTimeout)
                        .withAttributeNames("All")
                        .withMessageAttributeNames("All"))
                .getMessages();
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::getBody).toList();
    }

    private static Map<String, String> attributes(String url) {
        return sqs.getQueueAttributes(url, List.of("All")).getAttributes();
    }

    @Test
    void queuesAreCreatedFoundListedAndDeleted() {
        String first = create("found-1");
        String second = create("found-2");
        assertEquals(first, create("found-1"));
        assertEquals(server.uri() + "/" + LocalServer.ACCOUNT + "/found-1", first);
        assertEquals(first, sqs.getQueueUrl("found-1").getQueueUrl());
        assertEquals(List.of(first, second), sqs.listQueues("found-").getQueueUrls());
        ListQueuesResult page = sqs.listQueues(
                new ListQueuesRequest().withQueueNamePrefix("found-").withMaxResults(1));
        assertEquals(List.of(first), page.getQueueUrls());
        page = sqs.listQueues(new ListQueuesRequest()
                .withQueueNamePrefix("found-")
                .withMaxResults(1)
                .withNextToken(page.getNextToken()));
        assertEquals(List.of(second), page.getQueueUrls());
        assertNull(page.getNextToken());
        sqs.deleteQueue(first);
        assertEquals(List.of(second), sqs.listQueues("found-").getQueueUrls());
        assertEquals(List.of(), sqs.listQueues("nothing-").getQueueUrls());
    }

    @Test
    void attributesAndTagsAreReadBackAsSet() {
        String dead = create("set-dead.fifo", Map.of("FifoQueue", "true"));
        Map<String, String> set = new TreeMap<>(Map.of(
                "FifoQueue", "true",
                "ContentBasedDeduplication", "true",
                "DeduplicationScope", "messageGroup",
                "FifoThroughputLimit", "perMessageGroupId",
                "VisibilityTimeout", "77",
                "DelaySeconds", "3",
                "MaximumMessageSize", "2048",
                "MessageRetentionPeriod", "3600",
                "ReceiveMessageWaitTimeSeconds", "4"));
        String url = sqs.createQueue(new CreateQueueRequest("set.fifo")
                        .withAttributes(set)
                        .withTags(Map.of("team", "a & b", "empty", "")))
                .getQueueUrl();
        set.put("VisibilityTimeout", "0");
        set.put("RedrivePolicy", Sdk1.redrive("set-dead.fifo", 5));
        set.put(
                "Policy",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ü <&>\",\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + LocalServer.arn("sqs", "set.fifo")
                        + "\"}]}");
        sqs.setQueueAttributes(
                url,
                Map.of(
                        "VisibilityTimeout", "0",
                        "RedrivePolicy", set.get("RedrivePolicy"),
                        "Policy", set.get("Policy")));
        Map<String, String> got = new TreeMap<>(attributes(url));
        assertEquals(LocalServer.arn("sqs", "set.fifo"), got.get("QueueArn"));
        got.keySet().retainAll(set.keySet());
        assertEquals(set, got);
        assertEquals(
                Map.of("DelaySeconds", "3"),
                sqs.getQueueAttributes(url, List.of("DelaySeconds")).getAttributes());

        sqs.tagQueue(url, Map.of("more", "ü"));
        sqs.untagQueue(url, List.of("team"));
        assertEquals(Map.of("more", "ü", "empty", ""), sqs.listQueueTags(url).getTags());
        assertEquals(
                List.of(url),
                sqs.listDeadLetterSourceQueues(new ListDeadLetterSourceQueuesRequest().withQueueUrl(dead))
                        .getQueueUrls());
    }

    @Test
    void messagesKeepTheirBodiesAndAttributes() {
        String url = create("messages");
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text", new MessageAttributeValue().withDataType("String").withStringValue("ü & <\n>"),
                "number", new MessageAttributeValue().withDataType("Number.int").withStringValue("-17.50"),
                "bytes",
                        new MessageAttributeValue()
                                .withDataType("Binary.png")
                                .withBinaryValue(ByteBuffer.wrap(new byte[] {0, -1, 'a'})));
        SendMessageResult sent = sqs.sendMessage(new SendMessageRequest(url, "a&b=c+d%20 \r\n\t<ü\uD83D\uDE00>")
                .withMessageAttributes(attributes)
                .withMessageSystemAttributes(Map.of(
                        "AWSTraceHeader",
                        new MessageSystemAttributeValue()
                                .withDataType("String")
                                .withStringValue("Root=1-5759e988-bd862e3fe1be46a994272793"))));
        Message message = receive(url, 100).get(0);
        assertEquals(sent.getMessageId(), message.getMessageId());
        assertEquals("a&b=c+d%20 \r\n\t<ü\uD83D\uDE00>", message.getBody());
        assertEquals(sent.getMD5OfMessageBody(), message.getMD5OfBody());
        assertEquals(attributes, message.getMessageAttributes());
        assertEquals(sent.getMD5OfMessageAttributes(), message.getMD5OfMessageAttributes());
        assertEquals("1", message.getAttributes().get("ApproximateReceiveCount"));
        assertEquals(
                "Root=1-5759e988-bd862e3fe1be46a994272793",
                message.getAttributes().get("AWSTraceHeader"));
        assertTrue(message.getAttributes()
                .keySet()
                .containsAll(List.of("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp")));

        assertEquals(List.of(), receive(url, 100));
        sqs.changeMessageVisibility(url, message.getReceiptHandle(), 0);
        message = receive(url, 100).get(0);
        assertEquals("2", message.getAttributes().get("ApproximateReceiveCount"));
        sqs.deleteMessage(url, message.getReceiptHandle());
        assertEquals("0", attributes(url).get("ApproximateNumberOfMessagesNotVisible"));
    }

    @Test
    void batchesSucceedAndFailByEntry() {
        String url = create("batches");
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            entries.add(new SendMessageBatchRequestEntry(id, "body " + id)
                    .addMessageAttributesEntry(
                            "id",
                            new MessageAttributeValue().withDataType("String").withStringValue(id)));
        }
        entries.get(1).withDelaySeconds(901);
        SendMessageBatchResult sent = sqs.sendMessageBatch(url, entries);
        assertEquals(2, sent.getSuccessful().size());
        BatchResultErrorEntry failed = sent.getFailed().get(0);
        assertEquals("b", failed.getId());
        assertEquals("InvalidParameterValue", failed.getCode());
        assertTrue(failed.getSenderFault());

        List<Message> messages = receive(url, 100);
        assertEquals(List.of("body a", "body c"), bodies(messages));
        ChangeMessageVisibilityBatchResult changed = sqs.changeMessageVisibilityBatch(
                url,
                List.of(
                        new ChangeMessageVisibilityBatchRequestEntry(
                                        "x", messages.get(0).getReceiptHandle())
                                .withVisibilityTimeout(0),
                        new ChangeMessageVisibilityBatchRequestEntry("y", "none").withVisibilityTimeout(0)));
        assertEquals("x", changed.getSuccessful().get(0).getId());
        assertEquals("ReceiptHandleIsInvalid", changed.getFailed().get(0).getCode());
        assertEquals(List.of("body a"), bodies(receive(url, 0)));
        DeleteMessageBatchResult deleted = sqs.deleteMessageBatch(
                url,
                List.of(
                        new DeleteMessageBatchRequestEntry("x", messages.get(0).getReceiptHandle()),
                        new DeleteMessageBatchRequestEntry("y", messages.get(1).getReceiptHandle()),
                        new DeleteMessageBatchRequestEntry("z", "none")));
        assertEquals(2, deleted.getSuccessful().size());
        assertEquals("ReceiptHandleIsInvalid", deleted.getFailed().get(0).getCode());
    }

    @Test
    void fifoQueuesKeepGroupsInOrderAndRefuseDuplicates() {
        String url = create("order.fifo", Map.of("FifoQueue", "true"));
        List<String> sequence = new ArrayList<>();
        for (String id : List.of("1", "2", "1")) {
            sequence.add(sqs.sendMessage(new SendMessageRequest(url, "body " + id)
                            .withMessageGroupId("g")
                            .withMessageDeduplicationId(id))
                    .getSequenceNumber());
        }
        assertEquals(sequence.get(0), sequence.get(2));
        List<Message> messages = receive(url, 100);
        assertEquals(List.of("body 1", "body 2"), bodies(messages));
        Map<String, String> attributes = messages.get(1).getAttributes();
        assertEquals("g", attributes.get("MessageGroupId"));
        assertEquals("2", attributes.get("MessageDeduplicationId"));
        assertEquals(sequence.get(1), attributes.get("SequenceNumber"));
    }

    @Test
    void whatIsReceivedTooOftenBecomesADeadLetter() {
        String dead = create("letters-dead");
        String url = create("letters", Map.of("RedrivePolicy", Sdk1.redrive("letters-dead", 2)));
        sqs.sendMessage(url, "poison");
        assertEquals(List.of("poison"), bodies(receive(url, 0)));
        assertEquals(List.of("poison"), bodies(receive(url, 0)));
        assertEquals(List.of(), receive(url, 0));
        Message letter = sqs.receiveMessage(
                        new ReceiveMessageRequest(dead).withWaitTimeSeconds(20).withAttributeNames("All"))
                .getMessages()
                .get(0);
        assertEquals("poison", letter.getBody());
        assertEquals(LocalServer.arn("sqs", "letters"), letter.getAttributes().get("DeadLetterQueueSourceArn"));
    }

    @Test
    void purgedQueuesAreEmpty() {
        String url = create("purged");
        sqs.sendMessage(new SendMessageRequest(url, "later").withDelaySeconds(900));
        assertEquals("1", attributes(url).get("ApproximateNumberOfMessagesDelayed"));
        sqs.purgeQueue(new PurgeQueueRequest(url));
        assertEquals("0", attributes(url).get("ApproximateNumberOfMessagesDelayed"));
    }

    @Test
    void permissionsAreWrittenIntoThePolicy() {
        String url = create("permissions");
        sqs.addPermission(new AddPermissionRequest(
                url, "label", List.of("111122223333"), List.of("SendMessage", "ReceiveMessage")));
        String policy = attributes(url).get("Policy");
        assertTrue(policy.contains("\"label\"") && policy.contains("arn:aws:iam::111122223333:root"), policy);
        sqs.removePermission(url, "label");
        assertNull(attributes(url).get("Policy"));
    }

    @Test
    void everyMistakeHasItsException() {
        String url = create("mistakes");
        String fifo = create("mistakes.fifo", Map.of("FifoQueue", "true"));
        String missing = url + "-missing";
        Sdk1.Mistakes mistakes = new Sdk1.Mistakes(sqs, url, fifo, missing);
        mistakes.all()
                .forEach((type, call) ->
                        assertEquals(type, assertThrows(type, call).getClass()));
    }
}
