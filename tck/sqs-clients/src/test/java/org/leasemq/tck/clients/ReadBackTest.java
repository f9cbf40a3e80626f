package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What is set is read back the same. Terraform waits for that after each change of a queue, a topic or a subscription: it
 * compares the values that are JSON as JSON, others as texts, until they agree or minutes have passed.
 */
class ReadBackTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEAD = LocalServer.arn("sqs", "dead");

    private static LocalServer server;
    private static SqsClient sqs;
    private static SnsClient sns;

    @BeforeAll
    static void start() {
        server = new LocalServer();
        sqs = Sdk.configured(SqsClient.builder(), server);
        sns = Sdk.configured(SnsClient.builder(), server);
        Sdk.create(sqs, "dead", Map.of());
    }

    @AfterAll
    static void stop() {
        sns.close();
        sqs.close();
        server.close();
    }

    private static String read(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }

    private static void set(String url, QueueAttributeName name, String value) {
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(name, value)));
    }

    private static void assertSameJson(String expected, String actual) {
        try {
            assertEquals(JSON.readTree(expected), JSON.readTree(actual));
        } catch (JsonProcessingException e) {
            throw new AssertionError(actual, e);
        }
    }

    /** As HCL's jsonencode writes it: keys in order, nothing between. */
    private static String policy(String service, String resource) {
        return "{\"Statement\":[{\"Action\":\"" + service + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":"
                + "\"arn:aws:sns:us-east-1:000000000000:any\"}},\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Resource\":\"" + resource + "\",\"Sid\":\"ü \\u003c\\u0026\\u003e\"}],\"Version\":\"2012-10-17\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, 0, 900",
        "MaximumMessageSize, 1024, 262144",
        "MessageRetentionPeriod, 60, 1209600",
        "ReceiveMessageWaitTimeSeconds, 0, 20",
        "VisibilityTimeout, 0, 43200",
        "SqsManagedSseEnabled, false, true",
    })
    void simpleAttributesAreTheTextsThatWereSet(String attribute, String first, String second) {
        QueueAttributeName name = QueueAttributeName.fromValue(attribute);
        String url = Sdk.create(sqs, "simple-" + attribute, Map.of(name, first));
        assertEquals(first, read(url, name));
        set(url, name, second);
        assertEquals(second, read(url, name));
    }

    @Test
    void keysAreTakenAndGivenBack() {
        String url = Sdk.create(sqs, "key", Map.of());
        set(url, QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs");
        set(url, QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "86400");
        assertEquals("alias/aws/sqs", read(url, QueueAttributeName.KMS_MASTER_KEY_ID));
        assertEquals("86400", read(url, QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS));
        assertEquals("false", read(url, QueueAttributeName.SQS_MANAGED_SSE_ENABLED));
        set(url, QueueAttributeName.KMS_MASTER_KEY_ID, "");
        assertNull(read(url, QueueAttributeName.KMS_MASTER_KEY_ID));
    }

    /** Terraform compares redrive policies after it has made numbers of texts: AWS gives back a number. */
    @ParameterizedTest
    @ValueSource(strings = {"4", "\"4\""})
    void redrivePoliciesSayANumber(String count) {
        String name = "redrive-" + count.length();
        String value = "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":" + count + "}";
        String url = Sdk.create(sqs, name, Map.of(QueueAttributeName.REDRIVE_POLICY, value));
        assertSameJson(value.replace("\"4\"", "4"), read(url, QueueAttributeName.REDRIVE_POLICY));
        assertEquals(url, Sdk.create(sqs, name, Map.of(QueueAttributeName.REDRIVE_POLICY, value)));
        set(url, QueueAttributeName.REDRIVE_POLICY, "");
        assertNull(read(url, QueueAttributeName.REDRIVE_POLICY));
    }

    @Test
    void redriveAllowPoliciesAreTheTextsThatWereSet() {
        String url = Sdk.create(sqs, "allow", Map.of());
        for (String value : List.of(
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + DEAD + "\"]}",
                "{\"redrivePermission\":\"denyAll\"}",
                "{ \"redrivePermission\" : \"allowAll\" }")) {
            set(url, QueueAttributeName.REDRIVE_ALLOW_POLICY, value);
            assertSameJson(value, read(url, QueueAttributeName.REDRIVE_ALLOW_POLICY));
        }
    }

    @Test
    void policiesOfQueuesAreTheTextsThatWereSet() {
        String value = policy("sqs:SendMessage", LocalServer.arn("sqs", "policy"));
        String url = Sdk.create(sqs, "policy", Map.of(QueueAttributeName.POLICY, value));
        assertEquals(value, read(url, QueueAttributeName.POLICY));
        String spaced = value.replace(",", ", ");
        set(url, QueueAttributeName.POLICY, spaced);
        assertEquals(spaced, read(url, QueueAttributeName.POLICY));
        set(url, QueueAttributeName.POLICY, "");
        assertNull(read(url, QueueAttributeName.POLICY));
    }

    @Test
    void fifoQueuesSayWhatTheyWereCreatedWith() {
        Map<QueueAttributeName, String> attributes = Map.of(
                QueueAttributeName.FIFO_QUEUE, "true",
                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "false",
                QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
                QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
        String url = Sdk.create(sqs, "kept.fifo", attributes);
        attributes.forEach((name, value) -> assertEquals(value, read(url, name)));
        set(url, QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
        assertEquals("true", read(url, QueueAttributeName.CONTENT_BASED_DEDUPLICATION));
    }

    @Test
    void tagsAreThoseThatWereSet() {
        Map<String, String> tags = Map.of("Name", "a & b", "empty", "", "ü", "<>");
        String url =
                sqs.createQueue(request -> request.queueName("tags").tags(tags)).queueUrl();
        assertEquals(tags, sqs.listQueueTags(request -> request.queueUrl(url)).tags());
        List<Tag> list = List.of(Tag.builder().key("Name").value("a & b").build());
        String topic =
                sns.createTopic(request -> request.name("tags").tags(list)).topicArn();
        assertEquals(
                list,
                sns.listTagsForResource(request -> request.resourceArn(topic)).tags());
    }

    @Test
    void topicsSayWhatWasSet() {
        String topic = sns.createTopic(request -> request.name("kept.fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "false")))
                .topicArn();
        Map<String, String> values = Map.of(
                "DisplayName", "ü <&>",
                "Policy", policy("sns:Publish", topic),
                "ContentBasedDeduplication", "true",
                "SignatureVersion", "2",
                "TracingConfig", "Active",
                "KmsMasterKeyId", "alias/aws/sns");
        values.forEach((name, value) -> sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName(name).attributeValue(value)));
        Map<String, String> read =
                sns.getTopicAttributes(request -> request.topicArn(topic)).attributes();
        values.forEach((name, value) -> assertEquals(value, read.get(name), name));
    }

    @Test
    void subscriptionsSayWhatWasSet() {
        String topic = sns.createTopic(request -> request.name("subscribed")).topicArn();
        String subscription = sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(DEAD)
                        .returnSubscriptionArn(true)
                        .attributes(Map.of("FilterPolicy", "{\"kind\":[\"first\"]}")))
                .subscriptionArn();
        Map<String, String> values = Map.of(
                "RawMessageDelivery", "true",
                "FilterPolicyScope", "MessageBody",
                "FilterPolicy", "{\"kind\":[{\"prefix\":\"a\"}],\"price\":[{\"numeric\":[\">=\",0.5]}]}");
        values.forEach((name, value) -> sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(subscription).attributeName(name).attributeValue(value)));
        Map<String, String> read = sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                .attributes();
        values.forEach((name, value) -> assertEquals(value, read.get(name), name));
        assertEquals("false", read.get("PendingConfirmation"));
    }
}
