package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.OptionValues;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** FIFO topics: what is published twice reaches no queue twice, whatever its kind. */
class FifoTopicsTest extends BridgeFixture {
    private static final MessageSystemAttributeName GROUP = MessageSystemAttributeName.MESSAGE_GROUP_ID;

    private SnsClient sns;

    @BeforeEach
    void clients() {
        sns = client(SnsClient.builder(), server.uri(), "x", "y");
    }

    @AfterEach
    void close() {
        sns.close();
    }

    private String topic(Map<String, String> attributes) {
        return sns.createTopic(request -> request.name("news.fifo").attributes(attributes))
                .topicArn();
    }

    /** The URL of a queue that gets what is published, as it is. */
    private String subscribed(String topic, String queue) {
        return subscribed(topic, queue, true);
    }

    private String subscribed(String topic, String queue, boolean raw) {
        String url = create(queue);
        sns.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:" + queue)
                .attributes(Map.of("RawMessageDelivery", Boolean.toString(raw))));
        return url;
    }

    private PublishResponse publish(String topic, String group, String id, String text) {
        return sns.publish(request -> request.topicArn(topic)
                .messageGroupId(group)
                .messageDeduplicationId(id)
                .message(text));
    }

    @Test
    void aDuplicateIsAnsweredAsTheOriginalAndReachesNobody() {
        String topic = topic(Map.of("FifoTopic", "true"));
        PublishResponse unheard = publish(topic, "g", "0", "nobody there");
        String standard = subscribed(topic, "standard");
        String fifo = subscribed(topic, "queue.fifo");
        PublishResponse first = publish(topic, "g", "1", "a");
        assertEquals(first.messageId(), publish(topic, "g", "1", "b").messageId());
        assertEquals(first.sequenceNumber(), publish(topic, "h", "1", "c").sequenceNumber());
        assertEquals(
                unheard.messageId(), publish(topic, "g", "0", "still nobody").messageId());
        assertTrue(first.sequenceNumber().compareTo(unheard.sequenceNumber()) > 0);
        assertEquals(List.of("a"), bodies(receive(standard, 10)));
        assertEquals(List.of("a"), bodies(receive(fifo, 10)));
    }

    @Test
    void duplicatesAreToldByContentOrInGroupsIfTheTopicSaysSo() {
        String topic = topic(Map.of("FifoTopic", "true", "FifoThroughputScope", "MessageGroup"));
        String queue = subscribed(topic, "standard");
        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("ContentBasedDeduplication")
                .attributeValue("true"));
        publish(topic, "g", null, "a");
        publish(topic, "h", null, "a");
        publish(topic, "g", null, "a");
        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("FifoThroughputScope").attributeValue("Topic"));
        publish(topic, "i", null, "b");
        publish(topic, "j", null, "b");
        assertEquals(List.of("a", "a", "b"), bodies(receive(queue, 10)));
    }

    @Test
    void aStandardQueueDoesNotTellWhatTheTopicOrdersBy() {
        String topic = topic(Map.of("FifoTopic", "true"));
        String standard = subscribed(topic, "standard");
        String fifo = subscribed(topic, "queue.fifo");
        publish(topic, "g", "1", "a");
        sqs.sendMessage(request -> request.queueUrl(standard).messageBody("b").messageGroupId("tenant"));
        List<Message> messages = receive(standard, 10);
        assertEquals(List.of("a", "b"), bodies(messages));
        assertNull(messages.get(0).attributes().get(GROUP));
        assertNull(messages.get(0).attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID));
        assertEquals("tenant", messages.get(1).attributes().get(GROUP));
        assertEquals("g", receiveOne(fifo).attributes().get(GROUP));
    }

    @Test
    void anEnvelopeIsNotSignedAndHasTheNumberThatPublishAnswered() throws Exception {
        String topic = topic(Map.of("FifoTopic", "true"));
        List<String> queues = List.of(subscribed(topic, "standard", false), subscribed(topic, "queue.fifo", false));
        PublishResponse a = publish(topic, "g", "1", "a");
        PublishResponse b = publish(topic, "g", "2", "b");
        assertTrue(a.sequenceNumber().compareTo(b.sequenceNumber()) < 0);
        for (String queue : queues) {
            List<JsonNode> envelopes = new ArrayList<>();
            for (Message message : receive(queue, 10)) {
                envelopes.add(new ObjectMapper().readTree(message.body()));
            }
            List<String> names = new ArrayList<>();
            envelopes.get(0).fieldNames().forEachRemaining(names::add);
            assertEquals(
                    List.of(
                            "Type",
                            "MessageId",
                            "SequenceNumber",
                            "TopicArn",
                            "Message",
                            "Timestamp",
                            "UnsubscribeURL"),
                    names);
            assertEquals(
                    a.sequenceNumber(), envelopes.get(0).get("SequenceNumber").textValue());
            assertEquals(
                    b.sequenceNumber(), envelopes.get(1).get("SequenceNumber").textValue());
        }
    }

    @Test
    void aTopicFromBeforeDeduplicatesFromItsFirstMessageOn() {
        try (EngineHandle handle = engines.open(ConnectionUrl.parse(place).place(), OptionValues.defaults())) {
            handle.engine()
                    .createQueue("topic:news.fifo", QueueAttributes.fifoQueue())
                    .await();
        }
        String topic = topic(Map.of("FifoTopic", "true"));
        String queue = subscribed(topic, "standard");
        publish(topic, "g", "1", "a");
        publish(topic, "g", "1", "again");
        assertEquals(List.of("a"), bodies(receive(queue, 10)));
    }
}
