package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.model.Subscription;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a subscription's queue misses since it is not there goes to the dead-letter queue of the subscription. */
class MissedMessagesTest extends TopicFixture {
    private static final String RAW = "RawMessageDelivery";
    private static final String POLICY = "RedrivePolicy";

    private static String arn(String queue) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queue;
    }

    private static String policy(String queue) {
        return "{\"deadLetterTargetArn\":\"" + arn(queue) + "\"}";
    }

    private String subscribe(String queue, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(arn(queue))
                        .attributes(attributes))
                .subscriptionArn();
    }

    private void set(String subscription, String name, String value) {
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(subscription).attributeName(name).attributeValue(value));
    }

    private String policyOf(String subscription) {
        return sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                .attributes()
                .get(POLICY);
    }

    private void publish(String message) {
        sns.publish(request -> request.topicArn(topic).message(message));
    }

    private void remove(String url) {
        sqs.deleteQueue(request -> request.queueUrl(url));
    }

    private void assertListed(int subscriptions) {
        assertEquals(subscriptions, sns.listSubscriptions().subscriptions().size());
        assertEquals(
                subscriptions,
                sns.listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions()
                        .size());
    }

    @Test
    void theyComeAsTheQueueWouldHaveGotThem() {
        String dead = create("dead");
        String queue = create("q");
        subscribe("q", Map.of(RAW, "true", POLICY, policy("dead"), "FilterPolicy", "{\"a\":[\"x\"]}"));
        String enveloped = subscribe("absent", Map.of(POLICY, policy("dead")));
        publish("m0");
        assertEquals(1, receive(dead, 10).size());
        remove(queue);
        assertListed(2);
        for (String value : List.of("x", "y")) {
            sns.publish(request -> request.topicArn(topic)
                    .message("m" + value)
                    .messageAttributes(Map.of(
                            "a",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(value)
                                    .build())));
        }
        List<String> missed = bodies(receive(dead, 10));
        assertEquals(3, missed.size());
        assertTrue(missed.contains("mx"), missed::toString);
        assertTrue(
                missed.stream().anyMatch(body -> body.contains("\"my\"") && body.contains(enveloped)),
                missed::toString);

        String again = create("q");
        publish("m1");
        assertEquals(List.of(), receive(again, 10)); // the filter
        assertEquals(1, receive(dead, 10).size());
        set(sns.listSubscriptions().subscriptions().get(0).subscriptionArn(), POLICY, policy("dead"));
        assertListed(2);
    }

    @Test
    void thePolicyCanBeSetAndTakenAwayAtAnyTime() {
        String dead = create("dead");
        String other = create("other");
        String subscription = subscribe("q", Map.of(RAW, "true"));
        assertNull(policyOf(subscription));
        publish("lost");
        set(subscription, POLICY, policy("dead"));
        assertEquals(policy("dead"), policyOf(subscription));
        publish("m1");
        assertEquals(List.of("m1"), bodies(receive(dead, 10)));
        set(subscription, POLICY, policy("other"));
        publish("m2");
        assertEquals(List.of(), receive(dead, 10));
        assertEquals(List.of("m2"), bodies(receive(other, 10)));
        set(subscription, RAW, "false");
        publish("m3");
        assertTrue(receiveOne(other).body().contains("\"Notification\""));
        set(subscription, POLICY, "");
        assertNull(policyOf(subscription));
        publish("lost");
        assertEquals(List.of(), receive(other, 10));

        set(subscription, POLICY, policy("other"));
        create("q");
        assertEquals(policy("other"), policyOf(subscription));
        publish("q has it");
        assertEquals(List.of(), receive(other, 10));
    }

    @Test
    void theDeadLetterQueueMayComeAndGoToo() {
        String subscription = subscribe("q", Map.of(RAW, "true", POLICY, policy("dead")));
        publish("lost");
        String dead = create("dead");
        publish("m1");
        assertEquals(List.of("m1"), bodies(receive(dead, 10)));
        remove(dead);
        publish("lost");
        String again = create("dead");
        publish("m2");
        assertEquals(List.of("m2"), bodies(receive(again, 10)));
        assertEquals(policy("dead"), policyOf(subscription));
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        publish("m3");
        assertEquals(List.of(), receive(again, 10));
        assertListed(0);
    }

    @Test
    void itMaySubscribeToTheSameTopicItself() {
        String dead = create("dead");
        String own = subscribe("dead", Map.of(RAW, "true"));
        subscribe("q1", Map.of(RAW, "true", POLICY, policy("dead")));
        subscribe("q2", Map.of(RAW, "true", POLICY, policy("dead")));
        assertListed(3);
        publish("m");
        assertEquals(List.of("m", "m", "m"), bodies(receive(dead, 10)));
        sns.unsubscribe(request -> request.subscriptionArn(own));
        publish("n");
        assertEquals(List.of("n", "n"), bodies(receive(dead, 10)));
        sns.deleteTopic(request -> request.topicArn(topic));
        assertEquals(topic, sns.createTopic(request -> request.name("t")).topicArn());
        publish("o");
        assertEquals(List.of(), receive(dead, 10));
    }

    @Test
    void whatATopicForgotWhenItWasDeletedItsDeadLetterQueuesForgetToo() {
        create("dead");
        subscribe("q", Map.of(POLICY, policy("dead")));
        sns.deleteTopic(request -> request.topicArn(topic));
        assertFalse(sns.listTopics().hasTopics() && !sns.listTopics().topics().isEmpty());
    }

    /** It may have ended between two steps. */
    @Test
    void aServerThatStartsSettlesWhatAnotherLeft() {
        String dead = create("dead");
        String other = create("other");
        subscribe("q", Map.of(RAW, "true", POLICY, policy("dead")));
        ConnectionUrl url = ConnectionUrl.parse(place);
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            List<Subscription> left = handle.engine()
                    .findQueue("dead")
                    .await()
                    .orElseThrow()
                    .attributes()
                    .subscriptions();
            subscribes(handle, "dead", List.of());
            subscribes(handle, "other", left);
        }
        publish("m0");
        assertEquals(List.of("m0"), bodies(receive(other, 10)));
        SqsServer.start(settings(), engines).close();
        publish("m1");
        assertEquals(List.of("m1"), bodies(receive(dead, 10)));
        assertEquals(List.of(), receive(other, 10));
    }

    private static void subscribes(EngineHandle handle, String queue, List<Subscription> subscriptions) {
        AttributeChange.apply(handle.engine(), queue, present -> present.withSubscriptions(subscriptions));
    }

    @Test
    void queuesInOrderHaveDeadLettersInOrder() {
        String fifo = sns.createTopic(request -> request.name("t.fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .topicArn();
        String dead = create("dead.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        topic = fifo;
        String subscription = subscribe("q.fifo", Map.of(RAW, "true"));
        assertEquals(
                "Invalid parameter: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO"
                        + " Topic.",
                refused(() -> set(subscription, POLICY, policy("dead"))));
        set(subscription, POLICY, policy("dead.fifo"));
        for (String message : List.of("m1", "m2", "m1")) {
            sns.publish(request -> request.topicArn(fifo).message(message).messageGroupId("g"));
        }
        assertEquals(List.of("m1", "m2"), bodies(receive(dead, 10)));
    }

    private static String refused(Runnable request) {
        return assertThrows(InvalidParameterException.class, request::run)
                .awsErrorDetails()
                .errorMessage();
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        String subscription = subscribe("q", Map.of());
        assertEquals(
                "Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn",
                refused(() -> set(subscription, POLICY, "{\"deadLetterTargetArn\":\"fake-arn\"}")));
        for (String wrong : List.of("{}", "[]", "1", "\"x\"", "{\"deadLetterTargetArn\":1}")) {
            assertEquals(
                    "Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn",
                    refused(() -> set(subscription, POLICY, wrong)));
        }
        String more = "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":5}";
        assertEquals(
                "Invalid parameter: RedrivePolicy: invalid JSON. Attribute maxReceiveCount is unknown.",
                refused(() -> set(subscription, POLICY, more)));
        assertEquals(
                "Invalid parameter: Attributes Reason: RedrivePolicy: invalid JSON. Attribute maxReceiveCount is"
                        + " unknown.",
                refused(() -> subscribe("other", Map.of(POLICY, more))));
        assertEquals(
                "Invalid parameter: RedrivePolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was"
                        + " expecting double-quote to start field name\n at [Source: REDACTED"
                        + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]",
                refused(() -> set(subscription, POLICY, "{invalidjson}")));
        assertTrue(refused(() -> set(subscription, POLICY, "[".repeat(8000))).contains("failed to parse JSON"));
        assertTrue(refused(() -> set(subscription, POLICY, " ".repeat(9000))).contains("longer than"));
        for (String elsewhere : List.of(
                "arn:aws:sqs:us-east-2:000000000000:dead",
                "arn:aws:sqs:us-east-1:111122223333:dead",
                arn("dead.fifo"))) {
            String policy = "{\"deadLetterTargetArn\":\"" + elsewhere + "\"}";
            assertTrue(refused(() -> set(subscription, POLICY, policy)).contains("must use"));
            assertTrue(refused(() -> subscribe("other", Map.of(POLICY, policy))).contains("must use"));
        }
        assertNull(policyOf(subscription));
        assertListed(1);
        assertTrue(refused(() -> subscribe("q", Map.of(POLICY, policy("dead")))).contains("different attributes"));
    }
}
