package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;

/** Attributes, tags, permissions and lists of topics, with Amazon's client. */
class TopicManagementTest extends BridgeFixture {
    private SnsClient sns;

    @BeforeEach
    void client() {
        sns = client(SnsClient.builder(), server.uri(), "x", "y");
    }

    @AfterEach
    void close() {
        sns.close();
    }

    private String topic(String name, Map<String, String> attributes, Tag... tags) {
        return sns.createTopic(
                        request -> request.name(name).attributes(attributes).tags(tags))
                .topicArn();
    }

    private Map<String, String> attributesOf(String topic) {
        return sns.getTopicAttributes(request -> request.topicArn(topic)).attributes();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void assertDelivery(String topic, String given, String told, String effective) {
        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("DeliveryPolicy").attributeValue(given));
        assertEquals("{\"http\":{" + told + "}}", attributesOf(topic).get("DeliveryPolicy"));
        assertEquals("{\"http\":{" + effective + "}}", attributesOf(topic).get("EffectiveDeliveryPolicy"));
    }

    /** As recorded from AWS. */
    @Test
    void whatADeliveryPolicyDoesNotSayIsAsUsual() {
        String usual = "\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":3,"
                + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                + "\"backoffFunction\":\"linear\"}";
        String all = "\"disableSubscriptionOverrides\":false";
        String plain = "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}";
        String json = "\"defaultRequestPolicy\":{\"headerContentType\":\"application/json\"}";
        String few = "\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":5,\"maxDelayTarget\":6,\"numRetries\":1}";
        String topic = topic("t", Map.of("DeliveryPolicy", "{\"http\":{" + json + "}}"));
        assertEquals(topic, topic("t", Map.of("DeliveryPolicy", "{\"http\":{" + json + "}}")));
        assertDelivery(topic, "{\"http\":{" + json + "}}", json + "," + all, usual + "," + all + "," + json);
        assertDelivery(
                topic,
                "{\"http\":{" + few + "}}",
                few + "," + all,
                few.replace("}", ",") + usual.substring(usual.indexOf("\"numMaxDelay")) + "," + all + "," + plain);
        assertDelivery(topic, "{\"http\":{\"defaultHealthyRetryPolicy\":null}}", all, usual + "," + all + "," + plain);
        for (String wrong : List.of("x", "1", "{}", "{\"http\":1}", "{\"http\":{}}x", "{\"http\":1e9999999999}")) {
            assertThrows(
                    InvalidParameterException.class,
                    () -> sns.setTopicAttributes(request -> request.topicArn(topic)
                            .attributeName("DeliveryPolicy")
                            .attributeValue(wrong)),
                    wrong);
        }
    }

    @Test
    void attributesReadBackAsTheyWereSet() {
        String topic = topic("t.fifo", Map.of("FifoTopic", "true", "DisplayName", "T", "SignatureVersion", "2"));
        Map<String, String> attributes = attributesOf(topic);
        assertEquals("T", attributes.get("DisplayName"));
        assertEquals("true", attributes.get("FifoTopic"));
        assertEquals("false", attributes.get("ContentBasedDeduplication"));
        assertEquals("2", attributes.get("SignatureVersion"));
        assertTrue(attributes.get("EffectiveDeliveryPolicy").contains("\"numRetries\":3"));
        assertTrue(attributes.get("Policy").contains("\"AWS:SourceOwner\":\"000000000000\""));
        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("ContentBasedDeduplication")
                .attributeValue("true"));
        assertEquals("true", attributesOf(topic).get("ContentBasedDeduplication"));
        for (String name : List.of("FifoTopic", "nonsense")) {
            InvalidParameterException e = assertThrows(
                    InvalidParameterException.class,
                    () -> sns.setTopicAttributes(request ->
                            request.topicArn(topic).attributeName(name).attributeValue("false")));
            assertEquals("Invalid parameter: AttributeName", e.awsErrorDetails().errorMessage());
        }
    }

    @Test
    void theDeliveryPolicyInEffectIsTheUsualOneChanged() {
        String policy = "{ \"http\": {\"defaultHealthyRetryPolicy\": {\"numRetries\": 5},"
                + " \"defaultThrottlePolicy\": {\"maxReceivesPerSecond\": 1}} }";
        String topic = topic("t", Map.of("DeliveryPolicy", policy));
        Map<String, String> attributes = attributesOf(topic);
        assertEquals(
                policy.replace(" ", "").replace("}}}", "},\"disableSubscriptionOverrides\":false}}"),
                attributes.get("DeliveryPolicy"));
        String effective = attributes.get("EffectiveDeliveryPolicy");
        assertTrue(effective.contains("\"maxDelayTarget\":20,\"numRetries\":5,"), effective);
        assertTrue(effective.contains("\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":1}"), effective);
        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("DeliveryPolicy").attributeValue(""));
        assertTrue(attributesOf(topic).get("EffectiveDeliveryPolicy").contains("\"numRetries\":3,"));
        assertFalse(attributesOf(topic).containsKey("DeliveryPolicy"));
    }

    @Test
    void creatingAgainFindsItUnlessSomethingDiffers() {
        String topic = topic("t", Map.of("DisplayName", "One"), tag("a", "1"), tag("b", "2"));
        assertEquals(topic, topic("t", Map.of()));
        assertEquals(topic, topic("t", Map.of("FifoTopic", "false", "DisplayName", "One"), tag("b", "2")));
        for (Map<String, String> other :
                List.of(Map.of("DisplayName", "one"), Map.of("SignatureVersion", "2", "DisplayName", "One"))) {
            assertEquals(
                    "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
                    assertThrows(InvalidParameterException.class, () -> topic("t", other))
                            .awsErrorDetails()
                            .errorMessage());
        }
        Map<String, String> empty = Map.of("KmsMasterKeyId", "", "DeliveryPolicy", "", "Policy", "");
        assertEquals(topic("u", empty), topic("u", empty));
        assertEquals(
                "Invalid parameter: Tags Reason: Topic already exists with different tags",
                assertThrows(InvalidParameterException.class, () -> topic("t", Map.of(), tag("c", "3")))
                        .awsErrorDetails()
                        .errorMessage());
    }

    @Test
    void tagsComeAndGo() {
        String topic = topic("t", Map.of(), tag("k1", "v1"), tag("k2", "v2"));
        sns.untagResource(request -> request.resourceArn(topic).tagKeys("k1"));
        sns.tagResource(request -> request.resourceArn(topic).tags(tag("k2", "v2b"), tag("k3", "")));
        assertEquals(
                List.of(tag("k2", "v2b"), tag("k3", "")),
                sns.listTagsForResource(request -> request.resourceArn(topic)).tags());
        InvalidParameterException e = assertThrows(
                InvalidParameterException.class,
                () -> sns.tagResource(request -> request.resourceArn(topic).tags(tag("k", "1"), tag("k", "2"))));
        assertEquals(
                "Invalid parameter: Duplicated keys are not allowed.",
                e.awsErrorDetails().errorMessage());
        sns.deleteTopic(request -> request.topicArn(topic));
        assertThrows(
                ResourceNotFoundException.class, () -> sns.listTagsForResource(request -> request.resourceArn(topic)));
        topic("t", Map.of());
        assertEquals(
                List.of(),
                sns.listTagsForResource(request -> request.resourceArn(topic)).tags());
    }

    @Test
    void permissionsAreStatementsOfThePolicy() {
        String topic = topic("t", Map.of());
        String usual = attributesOf(topic).get("Policy");
        sns.addPermission(request -> request.topicArn(topic)
                .label("test")
                .awsAccountIds("111111111111")
                .actionNames("Publish", "Subscribe"));
        String policy = attributesOf(topic).get("Policy");
        assertTrue(
                policy.endsWith("{\"Sid\":\"test\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                        + "\"arn:aws:iam::111111111111:root\"},\"Action\":[\"SNS:Publish\",\"SNS:Subscribe\"],"
                        + "\"Resource\":\"" + topic + "\"}]}"),
                policy);
        assertEquals(
                "Invalid parameter: Statement already exists",
                assertThrows(
                                InvalidParameterException.class,
                                () -> sns.addPermission(request -> request.topicArn(topic)
                                        .label("test")
                                        .awsAccountIds("111111111111")
                                        .actionNames("Publish")))
                        .awsErrorDetails()
                        .errorMessage());
        assertEquals(
                "Invalid parameter: Policy statement action out of service scope!",
                assertThrows(
                                InvalidParameterException.class,
                                () -> sns.addPermission(request -> request.topicArn(topic)
                                        .label("other")
                                        .awsAccountIds("111111111111")
                                        .actionNames("InvalidAction")))
                        .awsErrorDetails()
                        .errorMessage());
        sns.removePermission(request -> request.topicArn(topic).label("test"));
        assertEquals(usual, attributesOf(topic).get("Policy"));
    }

    @Test
    void listsComeInHundreds() {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            topics.add(topic("t" + (1000 + i), Map.of()));
        }
        var first = sns.listTopics();
        assertEquals(100, first.topics().size());
        var second = sns.listTopics(request -> request.nextToken(first.nextToken()));
        assertEquals(
                topics.subList(100, 101),
                second.topics().stream().map(Topic::topicArn).toList());
        assertEquals(null, second.nextToken());
        assertEquals(101, sns.listTopicsPaginator().topics().stream().count());
        String queue = create("q");
        assertFalse(queue.isEmpty());
        for (String topic : topics) {
            sns.subscribe(request ->
                    request.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:q"));
        }
        assertEquals(
                101,
                sns.listSubscriptionsPaginator().subscriptions().stream()
                        .distinct()
                        .count());
        assertEquals(100, sns.listSubscriptions().subscriptions().size());
        assertThrows(InvalidParameterException.class, () -> sns.listTopics(request -> request.nextToken("\u00e4")));
    }

    @Test
    void subscribingAgainFindsTheSubscription() {
        create("q");
        String topic = topic("t", Map.of());
        String arn = subscribe(topic, Map.of("RawMessageDelivery", "True"));
        assertEquals(arn, subscribe(topic, Map.of("RawMessageDelivery", "true")));
        assertEquals(arn, subscribe(topic, Map.of()));
        assertEquals(arn, subscribe(topic, Map.of("FilterPolicyScope", "MessageAttributes")));
        assertEquals(
                "Invalid parameter: Attributes Reason: Subscription already exists with different attributes",
                assertThrows(
                                InvalidParameterException.class,
                                () -> subscribe(topic, Map.of("RawMessageDelivery", "false")))
                        .awsErrorDetails()
                        .errorMessage());
        assertEquals(
                "true",
                sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                        .attributes()
                        .get("RawMessageDelivery"));
    }

    private String subscribe(String topic, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint("arn:aws:sqs:us-east-1:000000000000:q")
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }
}
