package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.sns.AmazonSNS;
import com.amazonaws.services.sns.AmazonSNSClientBuilder;
import com.amazonaws.services.sns.model.BatchEntryIdsNotDistinctException;
import com.amazonaws.services.sns.model.CreateTopicRequest;
import com.amazonaws.services.sns.model.EmptyBatchRequestException;
import com.amazonaws.services.sns.model.InvalidParameterException;
import com.amazonaws.services.sns.model.ListTagsForResourceRequest;
import com.amazonaws.services.sns.model.MessageAttributeValue;
import com.amazonaws.services.sns.model.NotFoundException;
import com.amazonaws.services.sns.model.PublishBatchRequest;
import com.amazonaws.services.sns.model.PublishBatchRequestEntry;
import com.amazonaws.services.sns.model.PublishRequest;
import com.amazonaws.services.sns.model.SubscribeRequest;
import com.amazonaws.services.sns.model.Tag;
import com.amazonaws.services.sns.util.Topics;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.Message;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SNS by the SDK for Java 1. */
class Sdk1TopicsTest {
    private static LocalServer server;
    private static AmazonSQS sqs;
    private static AmazonSNS sns;

    @BeforeAll
    static void start() {
        server = new LocalServer();
        sqs = Sdk1.configured(AmazonSQSClientBuilder.standard(), server);
        sns = Sdk1.configured(AmazonSNSClientBuilder.standard(), server);
    }

    @AfterAll
    static void stop() {
        sns.shutdown();
        sqs.shutdown();
        server.close();
    }

    private static String queue(String name) {
        return sqs.createQueue(name).getQueueUrl();
    }

    private static Message await(String url) {
        return sqs.receiveMessage(
                        new ReceiveMessageRequest(url).withWaitTimeSeconds(20).withMessageAttributeNames("All"))
                .getMessages()
                .get(0);
    }

    private static MessageAttributeValue text(String value) {
        return new MessageAttributeValue().withDataType("String").withStringValue(value);
    }

    @Test
    void whatIsPublishedComesInAnEnvelope() {
        String url = queue("envelope");
        String topic = sns.createTopic("news").getTopicArn();
        assertEquals(LocalServer.arn("sns", "news"), topic);
        // The helper of the SDK, which also writes the policy of the queue.
        String subscription = Topics.subscribeQueue(sns, sqs, topic, url);
        String id = sns.publish(new PublishRequest(topic, "a & \"b\"", "The subject")
                        .withMessageAttributes(Map.of("kind", text("first"))))
                .getMessageId();
        String body = await(url).getBody();
        for (String part : List.of(
                "\"Type\":\"Notification\"",
                "\"MessageId\":\"" + id + "\"",
                "\"TopicArn\":\"" + topic + "\"",
                "\"Subject\":\"The subject\"",
                "\"Message\":\"a & \\\"b\\\"\"",
                "\"kind\":{\"Type\":\"String\",\"Value\":\"first\"}")) {
            assertTrue(body.replaceAll(" ?([:,]) ?(?=[\"{])", "$1").contains(part), () -> part + " in " + body);
        }
        assertTrue(sqs.getQueueAttributes(url, List.of("Policy"))
                .getAttributes()
                .get("Policy")
                .contains(topic));
        assertEquals(
                subscription,
                sns.listSubscriptionsByTopic(topic).getSubscriptions().get(0).getSubscriptionArn());
    }

    @Test
    void rawDeliveryAndFilterPoliciesAreObserved() {
        String url = queue("filtered");
        String topic = sns.createTopic("filtered").getTopicArn();
        String subscription = sns.subscribe(new SubscribeRequest(topic, "sqs", LocalServer.arn("sqs", "filtered"))
                        .withReturnSubscriptionArn(true)
                        .withAttributes(Map.of("RawMessageDelivery", "true")))
                .getSubscriptionArn();
        sns.setSubscriptionAttributes(subscription, "FilterPolicy", "{\"kind\":[\"wanted\"]}");
        Map<String, String> attributes =
                sns.getSubscriptionAttributes(subscription).getAttributes();
        assertEquals("{\"kind\":[\"wanted\"]}", attributes.get("FilterPolicy"));
        assertEquals("true", attributes.get("RawMessageDelivery"));
        sns.publish(new PublishRequest(topic, "no").withMessageAttributes(Map.of("kind", text("other"))));
        sns.publish(new PublishRequest(topic, "yes").withMessageAttributes(Map.of("kind", text("wanted"))));
        Message message = await(url);
        assertEquals("yes", message.getBody());
        assertEquals("wanted", message.getMessageAttributes().get("kind").getStringValue());
        sns.unsubscribe(subscription);
        assertThrows(NotFoundException.class, () -> sns.getSubscriptionAttributes(subscription));
    }

    @Test
    void topicsHaveAttributesAndTags() {
        CreateTopicRequest request = new CreateTopicRequest("kept.fifo")
                .withAttributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true", "DisplayName", "Kept"))
                .withTags(new Tag().withKey("team").withValue("a & b"));
        String topic = sns.createTopic(request).getTopicArn();
        assertEquals(topic, sns.createTopic(request).getTopicArn());
        sns.setTopicAttributes(topic, "DisplayName", "ü <&>");
        Map<String, String> attributes = sns.getTopicAttributes(topic).getAttributes();
        assertEquals("ü <&>", attributes.get("DisplayName"));
        assertEquals("true", attributes.get("FifoTopic"));
        assertEquals("true", attributes.get("ContentBasedDeduplication"));
        assertEquals(
                request.getTags(),
                sns.listTagsForResource(new ListTagsForResourceRequest().withResourceArn(topic))
                        .getTags());
        assertTrue(sns.listTopics().getTopics().stream()
                .anyMatch(listed -> listed.getTopicArn().equals(topic)));
        sns.deleteTopic(topic);
        assertThrows(NotFoundException.class, () -> sns.getTopicAttributes(topic));
    }

    @Test
    void batchesArePublished() {
        String url = queue("batches");
        String topic = sns.createTopic("batches").getTopicArn();
        sns.subscribe(new SubscribeRequest(topic, "sqs", LocalServer.arn("sqs", "batches"))
                .withAttributes(Map.of("RawMessageDelivery", "true")));
        PublishBatchRequest batch = new PublishBatchRequest()
                .withTopicArn(topic)
                .withPublishBatchRequestEntries(
                        new PublishBatchRequestEntry().withId("a").withMessage("first"));
        assertEquals("a", sns.publishBatch(batch).getSuccessful().get(0).getId());
        assertEquals("first", await(url).getBody());
        batch.withPublishBatchRequestEntries(
                new PublishBatchRequestEntry().withId("a").withMessage("second"));
        assertThrows(BatchEntryIdsNotDistinctException.class, () -> sns.publishBatch(batch));
        assertThrows(
                EmptyBatchRequestException.class,
                () -> sns.publishBatch(
                        new PublishBatchRequest().withTopicArn(topic).withPublishBatchRequestEntries(List.of())));
    }

    @Test
    void mistakesHaveTheirExceptions() {
        String missing = LocalServer.arn("sns", "missing");
        assertThrows(NotFoundException.class, () -> sns.publish(missing, "body"));
        assertThrows(InvalidParameterException.class, () -> sns.createTopic("not this"));
        String topic = sns.createTopic("mistakes").getTopicArn();
        assertThrows(InvalidParameterException.class, () -> sns.subscribe(topic, "sqs", "no ARN"));
        assertThrows(InvalidParameterException.class, () -> sns.setTopicAttributes(topic, "Nothing", "1"));
    }
}
