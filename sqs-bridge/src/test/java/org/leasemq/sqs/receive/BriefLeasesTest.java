package org.leasemq.sqs.receive;

import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Visibility timeouts of 0, by request and by the queue's attribute. */
class BriefLeasesTest extends BridgeFixture {
    private List<Message> receive(String url, int visibility, int wait) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(visibility)
                        .waitTimeSeconds(wait)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static List<String> counts(List<Message> messages) {
        return messages.stream()
                .map(message -> message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .toList();
    }

    @Test
    void eachReceiveCountsOnceAndLeavesTheMessageVisible() {
        String url = create("q");
        send(url, "a");
        for (int count = 1; count <= 20; count++) {
            assertEquals(List.of(String.valueOf(count)), counts(receive(url, 0, count % 2)));
        }
        delete(url, receive(url, 0, 0).get(0));
        advance(ofMinutes(1));
        assertEquals(List.of(), receive(url, 0, 0));
    }

    @Test
    void theQueuesTimeoutMayBeZeroAndNothingDiesUnread() {
        create("dead");
        String url = sqs.createQueue(
                        request -> request.queueName("q")
                                .attributes(
                                        Map.of(
                                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                                "0",
                                                QueueAttributeName.REDRIVE_POLICY,
                                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}")))
                .queueUrl();
        send(url, "a");
        Message read = receiveOne(url);
        assertEquals("a", read.body());
        assertEquals(List.of(), receive(url, 0, 0));
        String dead = sqs.getQueueUrl(request -> request.queueName("dead")).queueUrl();
        assertEquals("a", awaitOne(dead).body());
    }

    @Test
    void aRepeatedAttemptGetsItsMessagesAgain() {
        String url = sqs.createQueue(request -> request.queueName("q.fifo")
                        .attributes(Map.of(
                                QueueAttributeName.FIFO_QUEUE, "true",
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")))
                .queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("a").messageGroupId("g"));
        List<Message> first = attempt(url, 0);
        assertEquals(List.of("1"), counts(first));
        assertEquals(List.of("a"), attempt(url, 30).stream().map(Message::body).toList());
        assertEquals(List.of(), receive(url, 0, 0));
    }

    private List<Message> attempt(String url, int visibility) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .receiveRequestAttemptId("once")
                        .visibilityTimeout(visibility)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }
}
