package org.leasemq.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues behind subscriptions of Jakarta Messaging: no request reaches them, by whatever name. */
class HiddenQueuesTest {
    private static final String HIDDEN = "durable:client:sub";

    private final String place = "leasemq:mem:" + UUID.randomUUID();
    private SqsServer server;
    private SqsClient sqs;
    private SnsClient sns;
    private JMSContext context;
    private String arn;

    @BeforeEach
    void subscribe() {
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place), EmbeddedEngines.ofThisProcess());
        sqs = BridgeFixture.client(server.uri(), "x", "y");
        sns = BridgeFixture.client(SnsClient.builder(), server.uri(), "x", "y");
        String topic = sns.createTopic(request -> request.name("news")).topicArn();
        arn = topic + ":"
                + UUID.nameUUIDFromBytes((topic.substring(topic.lastIndexOf(':') + 1) + "\n" + HIDDEN).getBytes(UTF_8));
        context = new LeaseMQConnectionFactory(place).createContext(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("client");
        Topic jms = context.createTopic("news");
        JMSConsumer consumer = context.createDurableConsumer(jms, "sub", "a = 'b'", false);
        consumer.close();
        context.createProducer().setProperty("a", "b").send(jms, "kept");
    }

    @AfterEach
    void close() {
        context.close();
        sns.close();
        sqs.close();
        server.close();
    }

    private void create(String name, Map<QueueAttributeName, String> attributes) {
        sqs.createQueue(request -> request.queueName(name).attributes(attributes));
    }

    private static String refusal(Executable call) {
        return assertThrows(AwsServiceException.class, call).awsErrorDetails().errorCode();
    }

    @Test
    void aSubscriptionOfJakartaMessagingIsNotFoundByArn() {
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        assertEquals("NotFound", refusal(() -> sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))));
        assertEquals(
                "NotFound",
                refusal(() -> sns.setSubscriptionAttributes(request -> request.subscriptionArn(arn)
                        .attributeName("FilterPolicy")
                        .attributeValue("{\"a\":[\"c\"]}"))));
        assertEquals(List.of(), sns.listSubscriptions().subscriptions());
        sns.deleteTopic(request -> request.topicArn(arn.substring(0, arn.lastIndexOf(':'))));
        assertKept();
    }

    @Test
    void itsQueueIsNotThereForRequestsOnQueues() {
        String target = "arn:aws:sqs:us-east-1:000000000000:" + HIDDEN;
        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue",
                refusal(() -> sqs.sendMessage(request -> request.queueUrl(server.uri() + "/000000000000/" + HIDDEN)
                        .messageBody("x"))));
        assertEquals(
                "InvalidParameterValue",
                refusal(() -> create(
                        "q",
                        Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":1}"))));
        create("dead", Map.of());
        create("source", Map.of(QueueAttributeName.REDRIVE_POLICY, """
            {"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":1}
            """));
        assertEquals(
                "ResourceNotFoundException",
                refusal(() ->
                        sqs.startMessageMoveTask(request -> request.sourceArn("arn:aws:sqs:us-east-1:000000000000:dead")
                                .destinationArn(target))));
        assertEquals(
                "ResourceNotFoundException",
                refusal(() -> sqs.startMessageMoveTask(request -> request.sourceArn(target))));
        assertKept();
    }

    private void assertKept() {
        try (JMSConsumer consumer =
                context.createDurableConsumer(context.createTopic("news"), "sub", "a = 'b'", false)) {
            assertEquals("kept", consumer.receiveBody(String.class, 1000));
        }
    }
}
