package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.server.ServerSettings;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** A subscription may be made before its queue, and outlives it. */
class WaitingSubscriptionsTest extends BridgeFixture {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "RawMessageDelivery",
            "true",
            "FilterPolicyScope",
            "MessageBody",
            "FilterPolicy",
            "{\"a\":[{\"prefix\":\"x\"}]}");

    private SnsClient sns;
    private String topic;

    @Override
    ServerSettings settings() {
        return super.settings().withLimits(Limits.relaxed()); // a name can be used again at once
    }

    @BeforeEach
    void topic() {
        sns = client(SnsClient.builder(), server.uri(), "x", "y");
        topic = sns.createTopic(request -> request.name("t")).topicArn();
    }

    @AfterEach
    void close() {
        sns.close();
    }

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

    /** What can be kept with a topic ends somewhere; queues can be deleted all the same. */
    @Test
    void aQueueIsDeletedAlsoWhereItsSubscriptionCannotBeKept() {
        String large = IntStream.range(0, 125)
                .mapToObj(i -> "\"" + i + "z".repeat(1990) + "\"")
                .collect(Collectors.joining(",", "{\"a\":[", "]}"));
        for (int i = 0; i < 20; i++) {
            String queue = "q" + i;
            create(queue);
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("sqs")
                    .endpoint("arn:aws:sqs:us-east-1:000000000000:" + queue)
                    .attributes(Map.of("FilterPolicy", large)));
        }
        for (String url : sqs.listQueues().queueUrls()) {
            sqs.deleteQueue(request -> request.queueUrl(url));
        }
        assertEquals(List.of(), sqs.listQueues().queueUrls());
        int kept = listed().size();
        assertTrue(10 < kept && kept < 20, () -> kept + " subscriptions are kept");
    }

    /** The server may have ended between the two steps of deleting a queue. */
    @Test
    void unsubscribingEndsWhatIsKeptBesideTheQueue() {
        create("q");
        String arn = subscribe(ATTRIBUTES);
        ConnectionUrl url = ConnectionUrl.parse(place);
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            handle.engine()
                    .changeAttributes("topic:t", present -> TopicLabels.withWaiting(present, "q"))
                    .await();
        }
        assertEquals(List.of(arn), listed());
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        assertEquals(List.of(), listed());
    }
}
