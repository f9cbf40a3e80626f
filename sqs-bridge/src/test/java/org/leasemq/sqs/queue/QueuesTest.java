package org.leasemq.sqs.queue;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues: creating, finding, changing, purging, deleting them; dead letters and their way back. */
class QueuesTest extends BridgeFixture {

    private static String refusal(Executable call) {
        return assertThrows(SqsException.class, call).awsErrorDetails().errorCode();
    }

    @Test
    void creatingAgainFindsTheSameQueueUnlessAnAttributeDiffers() {
        String url = create("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10"));
        assertEquals(url, create("orders"));
        assertEquals(url, create("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10")));
        QueueNameExistsException exists = assertThrows(
                QueueNameExistsException.class,
                () -> create("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "11")));
        assertTrue(exists.getMessage().contains("VisibilityTimeout"), exists.getMessage());
    }

    @Test
    void namesAndAttributesAreChecked() {
        assertEquals("InvalidParameterValue", refusal(() -> create("with.dot")));
        assertEquals("InvalidParameterValue", refusal(() -> create("x".repeat(81))));
        assertEquals(
                "InvalidAttributeValue",
                refusal(() -> create("orders", Map.of(QueueAttributeName.DELAY_SECONDS, "901"))));
        assertEquals(
                "InvalidAttributeName",
                refusal(() -> create("orders", Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"))));
        assertEquals(
                "InvalidAttributeName",
                refusal(() -> sqs.createQueue(
                        request -> request.queueName("orders").attributesWithStrings(Map.of("Nonsense", "1")))));
        assertThrows(QueueDoesNotExistException.class, () -> sqs.getQueueUrl(request -> request.queueName("orders")));
    }

    @Test
    void attributesAreThoseOfAmazonAndOutliveTheServer() {
        String url = create("orders");
        Map<QueueAttributeName, String> before = attributes(url);
        assertEquals("345600", before.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD));
        assertEquals("1048576", before.get(QueueAttributeName.MAXIMUM_MESSAGE_SIZE));
        assertEquals("true", before.get(QueueAttributeName.SQS_MANAGED_SSE_ENABLED));
        assertFalse(before.containsKey(QueueAttributeName.FIFO_QUEUE));
        assertEquals("arn:aws:sqs:us-east-1:000000000000:orders", before.get(QueueAttributeName.QUEUE_ARN));
        sqs.setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.KMS_MASTER_KEY_ID, "alias/x", QueueAttributeName.DELAY_SECONDS, "7")));
        Map<QueueAttributeName, String> after = attributes(url);
        assertEquals("alias/x", after.get(QueueAttributeName.KMS_MASTER_KEY_ID));
        assertEquals("false", after.get(QueueAttributeName.SQS_MANAGED_SSE_ENABLED));
        assertEquals("7", after.get(QueueAttributeName.DELAY_SECONDS));
        assertEquals("30", after.get(QueueAttributeName.VISIBILITY_TIMEOUT));
    }

    @Test
    void fifoAttributesBelongTogether() {
        assertEquals(
                "InvalidAttributeValue",
                refusal(() -> create(
                        "a.fifo",
                        Map.of(
                                QueueAttributeName.FIFO_QUEUE,
                                "true",
                                QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
                                "perMessageGroupId"))));
        String url = create(
                "a.fifo",
                Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.DEDUPLICATION_SCOPE,
                        "messageGroup",
                        QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
                        "perMessageGroupId"));
        assertEquals("perMessageGroupId", attributes(url).get(QueueAttributeName.FIFO_THROUGHPUT_LIMIT));
        assertEquals("InvalidParameterValue", refusal(() -> sqs.createQueue(request -> request.queueName("b.fifo"))));
    }

    @Test
    void listsAreParted() {
        IntStream.range(0, 5).forEach(i -> create("list-" + i));
        create("other");
        var first = sqs.listQueues(request -> request.queueNamePrefix("list-").maxResults(3));
        assertEquals(3, first.queueUrls().size());
        var second = sqs.listQueues(
                request -> request.queueNamePrefix("list-").maxResults(3).nextToken(first.nextToken()));
        assertEquals(2, second.queueUrls().size());
        assertNull(second.nextToken());
        assertEquals(6, sqs.listQueues().queueUrls().size());
    }

    @Test
    void tagsAreAddedAndRemoved() {
        String url = create("orders");
        sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("a", "1", "b=ü", "2\n")));
        sqs.untagQueue(request -> request.queueUrl(url).tagKeys("a"));
        assertEquals(
                Map.of("b=ü", "2\n"),
                sqs.listQueueTags(request -> request.queueUrl(url)).tags());
    }

    @Test
    void aQueueIsPurgedOnceAMinute() {
        String url = create("orders");
        send(url, "a");
        send(url, "b");
        receiveOne(url);
        sqs.purgeQueue(request -> request.queueUrl(url));
        assertThrows(PurgeQueueInProgressException.class, () -> sqs.purgeQueue(request -> request.queueUrl(url)));
        advance(ofSeconds(60));
        assertEquals(List.of(), receive(url, 10));
        sqs.purgeQueue(request -> request.queueUrl(url));
    }

    @Test
    void theNameOfADeletedQueueIsFreeAfterAMinute() {
        String url = create("orders");
        sqs.deleteQueue(request -> request.queueUrl(url));
        assertThrows(QueueDoesNotExistException.class, () -> send(url, "a"));
        assertThrows(QueueDeletedRecentlyException.class, () -> create("orders"));
        advance(ofSeconds(60));
        create("orders");
    }

    @Test
    void messagesReceivedTooOftenGoToTheDeadLetterQueueAndBack() {
        String dead = create("dead");
        String url = create(
                "orders",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":\"1\"}"));
        String id = send(url, "poison");
        receiveOne(url);
        advance(ofSeconds(31));
        assertEquals(List.of(), receive(url, 1));
        Message letter = awaitOne(dead);
        assertEquals(id, letter.messageId());
        assertEquals("2", letter.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        assertEquals(
                "arn:aws:sqs:us-east-1:000000000000:orders",
                letter.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN));
        assertEquals(
                List.of(url),
                sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls());
        sqs.changeMessageVisibility(request ->
                request.queueUrl(dead).receiptHandle(letter.receiptHandle()).visibilityTimeout(0));
        String arn = attributes(dead).get(QueueAttributeName.QUEUE_ARN);
        sqs.startMessageMoveTask(request -> request.sourceArn(arn));
        Message again = awaitOne(url);
        assertEquals("poison", again.body());
        assertEquals("1", again.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        var task = sqs.listMessageMoveTasks(request -> request.sourceArn(arn))
                .results()
                .get(0);
        assertEquals(1, task.approximateNumberOfMessagesMoved());
        assertEquals(
                "InvalidParameterValue",
                refusal(() -> sqs.startMessageMoveTask(
                        request -> request.sourceArn(attributes(url).get(QueueAttributeName.QUEUE_ARN)))));
    }

    @Test
    void aQueueThatAllowsNobodyIsNoDeadLetterQueue() {
        create("dead", Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}"));
        assertEquals(
                "InvalidParameterValue",
                refusal(() -> create(
                        "orders",
                        Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
                                        + "\"maxReceiveCount\":1}"))));
    }
}
