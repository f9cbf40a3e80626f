package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Browser;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.OptionValues;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;
import org.leasemq.sqs.message.PeekedMessage;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Topics with Amazon's client for them: one message to many queues. */
class TopicsTest extends BridgeFixture {
    private SnsClient sns;
    private String topic;

    @BeforeEach
    void topic() {
        sns = client(SnsClient.builder(), server.uri(), "x", "y");
        topic = sns.createTopic(request -> request.name("news")).topicArn();
    }

    @AfterEach
    void close() {
        sns.close();
    }

    private String subscribe(String queue, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint("arn:aws:sqs:us-east-1:000000000000:" + queue)
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private void publish(String text, String store) {
        sns.publish(request -> request.topicArn(topic)
                .message(text)
                .subject("s")
                .messageAttributes(Map.of(
                        "store",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(store)
                                .build())));
    }

    @Test
    void everySubscriberGetsTheMessageRawOrInAnEnvelope() {
        String raw = create("raw");
        String wrapped = create("wrapped");
        subscribe("raw", Map.of("RawMessageDelivery", "true"));
        subscribe("wrapped", Map.of());
        publish("hello \"you\"", "a");
        var plain = receiveOne(raw);
        assertEquals("hello \"you\"", plain.body());
        assertEquals("a", plain.messageAttributes().get("store").stringValue());
        String envelope = receiveOne(wrapped).body();
        assertTrue(envelope.startsWith("{\"Type\":\"Notification\",\"MessageId\":"), envelope);
        assertTrue(envelope.contains("\"Message\":\"hello \\\"you\\\"\""), envelope);
        assertTrue(envelope.contains("\"TopicArn\":\"" + topic + "\",\"Subject\":\"s\""), envelope);
        assertTrue(
                envelope.contains("\"MessageAttributes\":{\"store\":{\"Type\":\"String\",\"Value\":\"a\"}}"), envelope);
    }

    @Test
    void whatWasPublishedStaysAsItCame() {
        create("dead");
        String queue = create(
                "wrapped",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}"));
        String subscription = subscribe("wrapped", Map.of());
        publish("first", "a");
        String envelope = receiveOne(queue).body();
        assertTrue(envelope.contains("\"Message\":\"first\""), envelope);
        advance(Duration.ofSeconds(31));
        assertEquals(List.of(), receive(queue, 1));
        assertEquals(envelope, awaitOne("dead").body());

        publish("second", "a");
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription)
                .attributeName("RawMessageDelivery")
                .attributeValue("true"));
        publish("third", "a");
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription)
                .attributeName("RawMessageDelivery")
                .attributeValue("false"));
        publish("fourth", "a");
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        List<String> bodies = bodies(receive(queue, 10));
        assertTrue(bodies.get(0).contains("\"Message\":\"second\""), bodies::toString);
        assertEquals("third", bodies.get(1));
        assertTrue(bodies.get(2).contains("\"Message\":\"fourth\""), bodies::toString);
    }

    @Test
    void eachQueueHasItUnderAnIdOfItsOwn() {
        create("dead");
        String one = create(
                "one",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}"));
        String other = create("other");
        subscribe("one", Map.of("RawMessageDelivery", "true"));
        subscribe("other", Map.of("RawMessageDelivery", "true"));
        publish("a", "a");
        String id = receiveOne(one).messageId();
        assertEquals(4, UUID.fromString(id).version());
        assertNotEquals(id, receiveOne(other).messageId());
        advance(Duration.ofSeconds(31));
        assertEquals(id, peekedId("one"));
        assertEquals(List.of(), receive(one, 1));
        assertEquals(id, awaitOne("dead").messageId());
        assertEquals(id, peekedId("dead"));
    }

    private Object peekedId(String queue) {
        try (EngineHandle handle = engines.open(ConnectionUrl.parse(place).place(), OptionValues.defaults());
                Browser browser = Browser.of(handle.engine(), queue)) {
            return PeekedMessage.describe(browser.next(1).get(0), queue).get("MessageId");
        }
    }

    @Test
    void filterPoliciesChoose() {
        String queue = create("some");
        String arn = subscribe(
                "some",
                Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"store\":[\"a\",{\"prefix\":\"b_\"}]}"));
        publish("1", "a");
        publish("2", "bxx");
        publish("3", "b_1");
        assertEquals(List.of("1", "3"), bodies(receive(queue, 10)));
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(arn)
                .attributeName("FilterPolicy")
                .attributeValue("{\"store\":[{\"anything-but\":[\"a\"]}]}"));
        publish("4", "a");
        publish("5", "c");
        assertEquals(List.of("5"), bodies(receive(queue, 10)));
        assertThrows(
                InvalidParameterException.class,
                () -> subscribe("some", Map.of("FilterPolicy", "{\"store\":[{\"nonsense\":1}]}")));
        assertThrows(InvalidParameterException.class, () -> subscribe("some", Map.of("RawMessageDelivery", "perhaps")));
        assertEquals(
                "{\"store\":[{\"anything-but\":[\"a\"]}]}",
                sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                        .attributes()
                        .get("FilterPolicy"));
    }

    @Test
    void subscriptionsAreListedAndEnd() {
        create("one");
        String arn = subscribe("one", Map.of());
        assertEquals(
                List.of(arn),
                sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions().stream()
                        .map(subscription -> subscription.subscriptionArn())
                        .toList());
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        assertEquals(List.of(), sns.listSubscriptions().subscriptions());
        assertEquals(
                List.of(topic),
                sns.listTopics().topics().stream().map(Topic::topicArn).toList());
        sns.deleteTopic(request -> request.topicArn(topic));
        assertThrows(NotFoundException.class, () -> publish("x", "a"));
    }

    @Test
    void batchesArePublished() {
        String queue = create("all");
        subscribe("all", Map.of("RawMessageDelivery", "true"));
        var answer = sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(List.of(
                        PublishBatchRequestEntry.builder().id("1").message("a").build(),
                        PublishBatchRequestEntry.builder().id("2").message("b").build())));
        assertEquals(2, answer.successful().size());
        assertEquals(List.of("a", "b"), bodies(receive(queue, 10)));
    }

    @Test
    void aNumberThatCannotBeReadKeepsAMessageFromFiltersOnly() {
        String filter = "{\"a\":[{\"numeric\":[\">\",5]}]}";
        String all = create("all");
        String byBody = create("by-body");
        String byAttributes = create("by-attributes");
        subscribe("all", Map.of("RawMessageDelivery", "true"));
        subscribe(
                "by-body",
                Map.of("RawMessageDelivery", "true", "FilterPolicy", filter, "FilterPolicyScope", "MessageBody"));
        subscribe("by-attributes", Map.of("RawMessageDelivery", "true", "FilterPolicy", filter));
        List<String> sent = List.of("{\"a\":7}", "{\"a\":1e99999999999}", "{\"a\":0.0001e-2147483645}", "{\"a\":8}");
        sent.forEach(body -> publish(body, "a"));
        assertEquals(sent, bodies(receive(all, 10)));
        assertEquals(List.of(sent.get(0), sent.get(3)), bodies(receive(byBody, 10)));

        var batch = sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(List.of(
                        PublishBatchRequestEntry.builder()
                                .id("1")
                                .message(sent.get(0))
                                .build(),
                        PublishBatchRequestEntry.builder()
                                .id("2")
                                .message(sent.get(1))
                                .build())));
        assertEquals(2, batch.successful().size());
        assertEquals(sent.subList(0, 2), bodies(receive(all, 10)));
        assertEquals(sent.subList(0, 1), bodies(receive(byBody, 10)));

        for (String list : List.of("[7]", "[1e-99999999999]")) {
            sns.publish(request -> request.topicArn(topic)
                    .message(list)
                    .messageAttributes(Map.of(
                            "a",
                            MessageAttributeValue.builder()
                                    .dataType("String.Array")
                                    .stringValue(list)
                                    .build())));
        }
        assertEquals(List.of("[7]", "[1e-99999999999]"), bodies(receive(all, 10)));
        assertEquals(List.of("[7]"), bodies(receive(byAttributes, 10)));
    }

    @Test
    void norIsItPartOfAPolicy() {
        create("q");
        var refused = assertThrows(
                InvalidParameterException.class,
                () -> subscribe("q", Map.of("FilterPolicy", "{\"a\":[1e99999999999]}")));
        assertTrue(
                refused.getMessage()
                        .startsWith("Invalid parameter: Attributes Reason: FilterPolicy: failed to parse JSON. "),
                refused::getMessage);
        String arn = subscribe("q", Map.of());
        assertThrows(
                InvalidParameterException.class,
                () -> sns.setSubscriptionAttributes(request -> request.subscriptionArn(arn)
                        .attributeName("FilterPolicy")
                        .attributeValue("{\"a\":[{\"numeric\":[\"<\",1e99999999999]}]}")));
    }

    @Test
    void aTraceGoesWithWhatIsPublished() throws Exception {
        String queue = create("q");
        subscribe("q", Map.of("RawMessageDelivery", "true"));
        String batch = "PublishBatch&PublishBatchRequestEntries.member.1.Id=1"
                + "&PublishBatchRequestEntries.member.1.Message=m";
        for (String action : List.of("Publish&Message=m", batch)) {
            String form = "Version=2010-03-31&TopicArn=" + topic + "&Action=" + action;
            assertEquals(
                    200,
                    RawRequest.form(form)
                            .with("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793")
                            .status(server.uri()));
            assertEquals(
                    "Root=1-5759e988-bd862e3fe1be46a994272793",
                    receiveOne(queue).attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER));
        }
    }
}
