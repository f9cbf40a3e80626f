package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What Amazon's service does with earlier handles, groups whose message came back, and messages that were moved. */
class HandlesAndGroupsTest extends BridgeFixture {
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private void send(String url, String group, String body) {
        sqs.sendMessage(request ->
                request.queueUrl(url).messageBody(body).messageGroupId(group).messageDeduplicationId(body));
    }

    @Test
    void anEarlierHandleStillChangesAndDeletesOnAStandardQueue() {
        String url = create("q");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("a"));
        String first = receiveOne(url).receiptHandle();
        advance(VISIBILITY);
        receiveOne(url);
        sqs.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(first).visibilityTimeout(0));
        assertEquals("3", receiveOne(url).attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(first));
        advance(VISIBILITY);
        assertEquals(List.of(), receive(url, 10));
    }

    @Test
    void aGroupWhoseMessageCameBackIsBehindTheOthers() {
        String url = create("q.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        send(url, "g", "g1");
        send(url, "h", "h1");
        String handle = receiveOne(url).receiptHandle();
        sqs.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
        assertEquals("h1", receiveOne(url).body());
        assertEquals("g1", receiveOne(url).body());
    }

    @Test
    void aPurgeForgetsDeduplicationIds() {
        String url = create("q.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        send(url, "g", "a");
        sqs.purgeQueue(request -> request.queueUrl(url));
        send(url, "g", "a");
        assertEquals("a", receiveOne(url).body());
    }

    @Test
    void aDeadLetterOfAFifoQueueHasItsIdForDeduplicationAndAnotherIdWhereItIsMoved() {
        String dead = create("dead.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        String arn = "arn:aws:sqs:us-east-1:000000000000:dead.fifo";
        String url = create(
                "q.fifo",
                Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":1}"));
        send(url, "g", "a");
        String id = receiveOne(url).messageId();
        advance(VISIBILITY);
        assertEquals(List.of(), receive(url, 10));
        Message letter = awaitOne(dead);
        assertEquals(id, letter.messageId());
        assertEquals(id, letter.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID));
        advance(VISIBILITY);
        sqs.startMessageMoveTask(request -> request.sourceArn(arn));
        assertNotEquals(id, awaitOne(url).messageId());
    }

    @Test
    void aQueueCanBeItsOwnDeadLetterQueue() {
        String url = create("q");
        String arn = "arn:aws:sqs:us-east-1:000000000000:q";
        sqs.setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":1}")));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("a"));
        receiveOne(url);
        advance(VISIBILITY);
        assertEquals(List.of(), receive(url, 10));
        assertEquals(arn, receiveOne(url).attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN));
    }
}
