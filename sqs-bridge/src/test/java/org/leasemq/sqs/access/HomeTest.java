package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Where a server is at home: what Jakarta Messaging has there, what was there before, and what becomes of it elsewhere. */
class HomeTest {
    private static final String ACCOUNT = "111122223333";

    private final String place = "leasemq:mem:" + UUID.randomUUID();
    private final ConnectionUrl url = ConnectionUrl.parse(place);
    /** Keeps what is in memory from one server to the next. */
    private final EngineHandle handle = EmbeddedEngines.ofThisProcess().open(url.place(), url.options());

    private final JMSContext context = new LeaseMQConnectionFactory(place).createContext();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        context.close();
        handle.close();
    }

    private void serve(String account, String region, Consumer<SqsServer> use) {
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt(place)
                .of(account, region);
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofThisProcess())) {
            use.accept(server);
        }
    }

    private SqsClient queues(SqsServer server, Region region, String key) {
        SqsClient client = BridgeFixture.client(SqsClient.builder(), server.uri(), region, key, "any");
        opened.add(client);
        return client;
    }

    private static void create(SqsClient client, String name) {
        client.createQueue(request -> request.queueName(name));
    }

    private static void send(SqsClient client, String body) {
        client.sendMessage(request -> request.queueUrl("orders").messageBody(body));
    }

    private static List<String> take(SqsClient client) {
        return client.receiveMessage(request -> request.queueUrl("orders").maxNumberOfMessages(10)).messages().stream()
                .peek(message -> client.deleteMessage(
                        request -> request.queueUrl("orders").receiptHandle(message.receiptHandle())))
                .map(message -> message.body())
                .toList();
    }

    private String taken(String queue) {
        try (var consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveBody(String.class, 1000);
        }
    }

    private static String arn(SqsClient client) {
        return client.getQueueAttributes(
                        request -> request.queueUrl("orders").attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    @Test
    void jakartaMessagingHasTheQueuesAndTopicsOfTheServersOwnAccountAndRegion() {
        serve(ACCOUNT, "eu-central-1", server -> {
            SqsClient home = queues(server, Region.EU_CENTRAL_1, "any");
            SqsClient elsewhere = queues(server, Region.US_EAST_1, "any");
            context.createProducer().send(context.createQueue("orders"), "from here");
            assertEquals("arn:aws:sqs:eu-central-1:111122223333:orders", arn(home));
            assertThrows(QueueDoesNotExistException.class, () -> send(elsewhere, "x"));
            create(elsewhere, "orders");
            send(elsewhere, "to there");
            assertEquals(List.of("from here"), take(home));
            send(home, "to here");
            assertEquals("to here", taken("orders"));
            assertEquals(List.of("to there"), take(elsewhere));
            try (SnsClient topics =
                            BridgeFixture.client(SnsClient.builder(), server.uri(), Region.US_EAST_1, "any", "any");
                    SnsClient topicsOfHome =
                            BridgeFixture.client(SnsClient.builder(), server.uri(), Region.EU_CENTRAL_1, "any", "any");
                    var consumer = context.createConsumer(context.createTopic("news"))) {
                String topic =
                        topics.createTopic(request -> request.name("news")).topicArn();
                topics.publish(request -> request.topicArn(topic).message("there"));
                topicsOfHome.publish(request -> request.topicArn("arn:aws:sns:eu-central-1:111122223333:news")
                        .message("here"));
                assertEquals("here", consumer.receiveBody(String.class, 1000));
            }
        });
    }

    @Test
    void queuesThatOthersCreatedWhenAllNamesWerePlainStayTheirs() {
        QueueAttributes old = Labels.withHome(QueueAttributes.standardQueue(), new Arns(ACCOUNT, "eu-west-1"));
        handle.engine().createQueue("orders", old).await();
        handle.engine().createQueue("topic:news", old).await();
        serve("000000000000", "us-east-1", server -> {
            SqsClient theirs = queues(server, Region.EU_WEST_1, ACCOUNT);
            SqsClient home = queues(server, Region.US_EAST_1, "any");
            SqsClient others = queues(server, Region.US_EAST_1, ACCOUNT);
            assertEquals("arn:aws:sqs:eu-west-1:111122223333:orders", arn(theirs));
            assertEquals("arn:aws:sqs:eu-west-1:111122223333:orders", arn(home));
            create(theirs, "orders");
            create(home, "orders");
            send(theirs, "theirs");
            assertEquals("theirs", taken("orders"));
            send(home, "home");
            assertEquals(List.of("home"), take(theirs));
            assertThrows(QueueDoesNotExistException.class, () -> send(others, "x"));
            create(theirs, "dead");
            theirs.setQueueAttributes(
                    request -> request.queueUrl("orders")
                            .attributes(
                                    Map.of(
                                            QueueAttributeName.REDRIVE_POLICY,
                                            "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:111122223333:dead\",\"maxReceiveCount\":3}")));
            assertEquals(
                    List.of(server.uri() + "/111122223333/dead", server.uri() + "/111122223333/orders"),
                    theirs.listQueues().queueUrls());
            assertEquals(
                    List.of(server.uri() + "/111122223333/orders"),
                    theirs.listDeadLetterSourceQueues(request -> request.queueUrl("dead"))
                            .queueUrls());
            assertEquals(
                    List.of(server.uri() + "/000000000000/orders"),
                    home.listQueues().queueUrls());
            try (SnsClient topics =
                    BridgeFixture.client(SnsClient.builder(), server.uri(), Region.EU_WEST_1, ACCOUNT, "any")) {
                assertEquals(
                        "arn:aws:sns:eu-west-1:111122223333:news",
                        topics.createTopic(request -> request.name("news")).topicArn());
                assertEquals(1, topics.listTopics().topics().size());
            }
        });
    }

    @Test
    void queuesKeepTheirArnsWhenTheServersAccountAndRegionAreChanged() {
        context.createProducer().send(context.createQueue("of-messaging"), "x");
        serve("000000000000", "us-east-1", server -> {
            create(queues(server, Region.US_EAST_1, "any"), "orders");
            SqsClient theirs = queues(server, Region.EU_WEST_1, ACCOUNT);
            create(theirs, "orders");
            send(queues(server, Region.US_EAST_1, "any"), "first");
            send(theirs, "second");
        });
        serve(ACCOUNT, "eu-west-1", server -> {
            SqsClient home = queues(server, Region.EU_WEST_1, "any");
            SqsClient before = queues(server, Region.US_EAST_1, "000000000000");
            assertEquals("arn:aws:sqs:us-east-1:000000000000:orders", arn(before));
            assertEquals(List.of("first"), take(before));
            assertEquals("arn:aws:sqs:eu-west-1:111122223333:orders", arn(home));
            assertEquals(List.of("second"), take(home));
            send(before, "third");
            assertEquals("third", taken("orders"));
            send(home, "fourth");
            assertEquals("fourth", taken("at:eu-west-1:111122223333:orders"));
            assertEquals(
                    List.of(server.uri() + "/111122223333/of-messaging", server.uri() + "/111122223333/orders"),
                    home.listQueues().queueUrls());
        });
    }

    @Test
    void aServerIsAtHomeInARealAccountAndRegion() {
        for (List<String> home : List.of(
                List.of("1111", "us-east-1"), List.of(ACCOUNT, "us east"), List.of(ACCOUNT, ""), List.of("", "x"))) {
            ServerException refused =
                    assertThrows(ServerException.class, () -> serve(home.get(0), home.get(1), server -> {}));
            assertTrue(refused.getMessage().contains("is no "), refused.getMessage());
        }
    }
}
