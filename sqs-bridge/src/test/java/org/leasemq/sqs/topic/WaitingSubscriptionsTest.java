package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.AttributeChange;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.queue.TopicLabels;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.SubscriptionLimitExceededException;
import software.amazon.awssdk.services.sns.model.Tag;

/** A subscription may be made before its queue, and outlives it. */
class WaitingSubscriptionsTest extends TopicFixture {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "RawMessageDelivery",
            "true",
            "FilterPolicyScope",
            "MessageBody",
            "FilterPolicy",
            "{\"a\":[{\"prefix\":\"x\"}]}");

    private static final String HOME = "000000000000";
    private static final String LARGE = IntStream.range(0, 125)
            .mapToObj(i -> "\"" + i + "z".repeat(1990) + "\"")
            .collect(Collectors.joining(",", "{\"a\":[", "]}"));

    private String subscribe(Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint("arn:aws:sqs:us-east-1:000000000000:q")
                        .attributes(attributes))
                .subscriptionArn();
    }

    private List<String> listed() {
        List<String> all = sns.listSubscriptions().subscriptions().stream()
                .map(Subscription::subscriptionArn)
                .toList();
        assertEquals(
                all,
                sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions().stream()
                        .map(Subscription::subscriptionArn)
                        .toList());
        assertEquals(
                Integer.toString(all.size()),
                sns.getTopicAttributes(request -> request.topicArn(topic))
                        .attributes()
                        .get("SubscriptionsConfirmed"));
        return all;
    }

    private void publish(String message) {
        sns.publish(request -> request.topicArn(topic).message(message));
    }

    private void assertAttributes(String arn) {
        Map<String, String> kept = sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
        ATTRIBUTES.forEach((name, value) -> assertEquals(value, kept.get(name)));
    }

    @Test
    void aQueueThatIsNotThereYetSubscribes() {
        String arn = subscribe(ATTRIBUTES);
        assertEquals(List.of(arn), listed());
        assertAttributes(arn);
        assertEquals(arn, subscribe(Map.of()));
        assertThrows(InvalidParameterException.class, () -> subscribe(Map.of("RawMessageDelivery", "false")));
        publish("{\"a\":\"x0\"}");
        String queue = create("q");
        assertAttributes(arn);
        publish("{\"a\":\"y\"}");
        publish("{\"a\":\"x1\"}");
        assertEquals(List.of("{\"a\":\"x1\"}"), bodies(receive(queue, 10)));
        assertEquals(List.of(arn), listed());
    }

    @Test
    void aSubscriptionOutlivesItsQueue() {
        String queue = create("q");
        String arn = subscribe(ATTRIBUTES);
        sqs.deleteQueue(request -> request.queueUrl(queue));
        assertEquals(List.of(arn), listed());
        assertAttributes(arn);
        publish("{\"a\":\"x0\"}");
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(arn).attributeName("RawMessageDelivery").attributeValue("false"));
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(arn).attributeName("RawMessageDelivery").attributeValue("true"));
        advance(Duration.ofSeconds(61));
        String again = create("q");
        publish("{\"a\":\"x1\"}");
        assertEquals(List.of("{\"a\":\"x1\"}"), bodies(receive(again, 10)));
    }

    @Test
    void itEndsWithoutItsQueue() {
        String arn = subscribe(Map.of());
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        assertEquals(List.of(), listed());
        assertThrows(
                NotFoundException.class, () -> sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn)));
        String queue = create("q");
        publish("x");
        assertEquals(List.of(), receive(queue, 10));
        String second = subscribe(Map.of());
        assertEquals(arn, second);
        sqs.deleteQueue(request -> request.queueUrl(queue));
        sns.deleteTopic(request -> request.topicArn(topic));
        assertEquals(List.of(), sns.listSubscriptions().subscriptions());
    }

    private static String queue(String account, String name) {
        return "arn:aws:sqs:us-east-1:" + account + ":" + name;
    }

    private String subscribeLarge(SnsClient client, String queueArn) {
        return client.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queueArn)
                        .attributes(Map.of("FilterPolicy", LARGE)))
                .subscriptionArn();
    }

    private void assertRefused(SnsClient client, String queueArn) {
        SubscriptionLimitExceededException refused =
                assertThrows(SubscriptionLimitExceededException.class, () -> subscribeLarge(client, queueArn));
        assertEquals(403, refused.statusCode());
    }

    /** What can be kept with a topic ends somewhere; queues can be deleted all the same. */
    @Test
    void aQueueIsDeletedAlsoWhereItsSubscriptionCannotBeKept() {
        for (int i = 0; i < 6; i++) {
            create("q" + i);
            subscribeLarge(sns, queue(HOME, "q" + i));
        }
        for (String url : sqs.listQueues().queueUrls()) {
            sqs.deleteQueue(request -> request.queueUrl(url));
        }
        assertEquals(List.of(), sqs.listQueues().queueUrls());
        assertEquals(4, listed().size());
    }

    @Test
    void subscriptionsThatWaitLeaveTheOwnerRoom() {
        try (SnsClient one = client(SnsClient.builder(), server.uri(), "111122223333", "y");
                SnsClient two = client(SnsClient.builder(), server.uri(), "444455556666", "y")) {
            String first = subscribeLarge(one, queue("111122223333", "q1"));
            subscribeLarge(two, queue("444455556666", "q1"));
            assertRefused(one, queue("111122223333", "q2"));
            assertRefused(two, queue("444455556666", "q2"));
            subscribeLarge(sns, queue(HOME, "q1"));
            String own = subscribeLarge(sns, queue(HOME, "q2"));
            assertRefused(sns, queue(HOME, "q3"));
            String small = subscribe(Map.of());
            SnsException refused = assertThrows(
                    SnsException.class,
                    () -> sns.setSubscriptionAttributes(request -> request.subscriptionArn(small)
                            .attributeName("FilterPolicy")
                            .attributeValue(LARGE)));
            assertEquals("SubscriptionLimitExceeded", refused.awsErrorDetails().errorCode());

            sns.setTopicAttributes(request -> request.topicArn(topic)
                    .attributeName("Policy")
                    .attributeValue(
                            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
                                    + "\"Action\":\"sns:Publish\",\"Resource\":\"" + topic + "\",\"Sid\":\""
                                    + "s".repeat(30_000)
                                    + "\"}}"));
            sns.tagResource(request -> request.resourceArn(topic)
                    .tags(Tag.builder().key("k").value("v").build()));
            sns.unsubscribe(request -> request.subscriptionArn(own));
            subscribeLarge(sns, queue(HOME, "q3"));
            sns.unsubscribe(request -> request.subscriptionArn(first));
            subscribeLarge(one, queue("111122223333", "q2"));
        }
    }

    /** There was no limit of their own once. */
    @Test
    void whatATopicHasAboveTheLimitStays() {
        ConnectionUrl url = ConnectionUrl.parse(place);
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            for (int i = 0; i < 6; i++) {
                String queue = "q" + i;
                AttributeChange.apply(
                        handle.engine(),
                        "topic:t",
                        present -> TopicLabels.withFilterPolicy(TopicLabels.withWaiting(present, queue), queue, LARGE));
            }
        }
        List<String> there = listed();
        assertEquals(6, there.size());
        assertRefused(sns, queue(HOME, "q6"));
        for (String raw : List.of("true", "false")) {
            sns.setSubscriptionAttributes(request -> request.subscriptionArn(there.get(0))
                    .attributeName("RawMessageDelivery")
                    .attributeValue(raw));
        }
        create("q0");
        publish("m");
        assertEquals(there, listed());
    }

    /** The server may have ended between the two steps of deleting a queue. */
    @Test
    void unsubscribingEndsWhatIsKeptBesideTheQueue() {
        create("q");
        String arn = subscribe(ATTRIBUTES);
        ConnectionUrl url = ConnectionUrl.parse(place);
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            AttributeChange.apply(handle.engine(), "topic:t", present -> TopicLabels.withWaiting(present, "q"));
        }
        assertEquals(List.of(arn), listed());
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        assertEquals(List.of(), listed());
    }
}
