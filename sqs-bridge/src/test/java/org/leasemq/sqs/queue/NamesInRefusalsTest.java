package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.AttributeChange;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Names that say where queues and topics belong are the engine's own: refusals have those that clients know. */
class NamesInRefusalsTest extends BridgeFixture {
    private SqsClient queues;
    private SnsClient topics;

    @BeforeEach
    void clients() {
        queues = client(SqsClient.builder(), server.uri(), Region.EU_WEST_1, "test", "any");
        topics = client(SnsClient.builder(), server.uri(), Region.EU_WEST_1, "test", "any");
    }

    @AfterEach
    void close() {
        queues.close();
        topics.close();
    }

    private String create(String name, QueueAttributeName attribute, String value) {
        return queues.createQueue(request -> request.queueName(name).attributes(Map.of(attribute, value)))
                .queueUrl();
    }

    @Test
    void aTopicThatCannotBeDefinedSo() {
        String arn = topics.createTopic(request -> request.name("t")).topicArn();
        ConnectionUrl url = ConnectionUrl.parse(place);
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            AttributeChange.apply(handle.engine(), "topic:at:eu-west-1:000000000000:t", present -> {
                Map<String, String> labels = new HashMap<>(present.labels());
                labels.put("long", "x".repeat((4 << 20) - 100));
                return present.withLabels(labels);
            });
        }
        InvalidParameterException refused = assertThrows(
                InvalidParameterException.class,
                () -> topics.setTopicAttributes(request ->
                        request.topicArn(arn).attributeName("DisplayName").attributeValue("n".repeat(100))));
        assertEquals(400, refused.statusCode());
        assertEquals("InvalidParameter", refused.awsErrorDetails().errorCode());
        String words = refused.awsErrorDetails().errorMessage();
        assertTrue(words.startsWith("Topic 't': its subscriptions, "), words);
    }

    @Test
    void aQueueThatIsPurgedTooOften() {
        String url = create("q", QueueAttributeName.DELAY_SECONDS, "0");
        queues.purgeQueue(request -> request.queueUrl(url));
        PurgeQueueInProgressException refused = assertThrows(
                PurgeQueueInProgressException.class, () -> queues.purgeQueue(request -> request.queueUrl(url)));
        assertEquals(
                "Only one PurgeQueue operation on q is allowed every 60 seconds.",
                refused.awsErrorDetails().errorMessage());
    }

    @Test
    void aMoveTaskThatFails() {
        String arn = "arn:aws:sqs:eu-west-1:000000000000:";
        String dead = create("dead", QueueAttributeName.DELAY_SECONDS, "0");
        create(
                "q",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn + "dead\",\"maxReceiveCount\":1}");
        create("other.fifo", QueueAttributeName.FIFO_QUEUE, "true");
        queues.sendMessage(request -> request.queueUrl(dead).messageBody("m"));
        queues.startMessageMoveTask(request -> request.sourceArn(arn + "dead").destinationArn(arn + "other.fifo"));
        ListMessageMoveTasksResultEntry task = queues.listMessageMoveTasks(request -> request.sourceArn(arn + "dead"))
                .results()
                .get(0);
        assertEquals("FAILED", task.status());
        assertTrue(
                task.failureReason().startsWith("Messages of queue 'dead' cannot be moved to queue 'other.fifo': "),
                task::failureReason);
        assertFalse(task.toString().contains("at:"), task::toString);
    }
}
