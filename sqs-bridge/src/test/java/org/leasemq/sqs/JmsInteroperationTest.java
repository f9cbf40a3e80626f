package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnection;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.model.Attribute;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.queue.Digests;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One queue, two faces: LeaseMQ's own Jakarta Messaging, and over HTTP Amazon's client and Amazon's library for JMS. */
class JmsInteroperationTest {
    private final String place = "leasemq:mem:" + UUID.randomUUID();
    private SqsServer server;
    private SqsClient sqs;
    private JMSContext context;

    @BeforeEach
    void start() {
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place), EmbeddedEngines.ofThisProcess());
        sqs = BridgeFixture.client(server.uri(), "x", "y");
        context = new LeaseMQConnectionFactory(place).createContext(JMSContext.CLIENT_ACKNOWLEDGE);
    }

    @AfterEach
    void stop() {
        context.close();
        sqs.close();
        server.close();
    }

    private String create(String name) {
        Map<QueueAttributeName, String> attributes =
                name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private List<software.amazon.awssdk.services.sqs.model.Message> receive(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** As OpenTelemetry's agent leaves it with messages, on both sides. */
    @Test
    void eachFaceTellsWhichTraceAMessageComesFromInItsOwnForm() throws JMSException {
        String traceparent = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
        String header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        String url = create("orders");
        Queue queue = context.createQueue("orders");
        context.createProducer().setProperty("traceparent", traceparent).send(queue, "text");
        var received = receive(url).get(0);
        assertEquals(header, received.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER));
        assertEquals(
                traceparent, received.messageAttributes().get("traceparent").stringValue());
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody("text")
                .messageSystemAttributes(Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(header)
                                .build())));
        assertEquals(traceparent, context.createConsumer(queue).receive(1000).getStringProperty("traceparent"));
    }

    @Test
    void whatJakartaMessagingSendsSqsClientsRead() throws JMSException {
        String url = create("orders");
        Queue queue = context.createQueue("orders");
        context.createProducer()
                .setProperty("count", 7)
                .setProperty("name", "ü")
                .send(queue, "text");
        context.createProducer().send(queue, new byte[] {1, 2, 3});
        var messages = receive(url);
        assertEquals(List.of("text", "AQID"), BridgeFixture.bodies(messages));
        assertEquals(
                "Number.int", messages.get(0).messageAttributes().get("count").dataType());
        assertEquals("ü", messages.get(0).messageAttributes().get("name").stringValue());
        assertEquals(
                "byte",
                messages.get(1).messageAttributes().get("JMS_SQSMessageType").stringValue());
    }

    @Test
    void whatSqsClientsSendJakartaMessagingReads() throws JMSException {
        String url = create("orders.fifo");
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody("hello")
                .messageGroupId("g")
                .messageDeduplicationId("d")
                .messageAttributes(Map.of(
                        "n",
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue("5")
                                .build())));
        Message message =
                context.createConsumer(context.createQueue("orders.fifo")).receive(5_000);
        assertEquals("hello", ((TextMessage) message).getText());
        assertEquals(5, message.getLongProperty("n"));
        assertEquals("g", message.getStringProperty("JMSXGroupID"));
        assertNull(message.getStringProperty("AWS.SenderId"));
        assertEquals(
                "1",
                sqs.getQueueAttributes(request -> request.queueUrl(url)
                                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                        .attributes()
                        .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    @Test
    void aLeaseOfOneSideIsALeaseForTheOther() throws JMSException {
        String url = create("orders.fifo");
        for (String body : List.of("1", "2")) {
            sqs.sendMessage(request ->
                    request.queueUrl(url).messageBody(body).messageGroupId("g").messageDeduplicationId(body));
        }
        Message first =
                context.createConsumer(context.createQueue("orders.fifo")).receive(5_000);
        assertEquals(List.of(), receive(url));
        context.recover();
        context.close();
        var again = receive(url);
        assertEquals(List.of("1", "2"), BridgeFixture.bodies(again));
        assertEquals("2", again.get(0).attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        assertTrue(first.getJMSMessageID().endsWith(again.get(0).messageId()), first.getJMSMessageID());
    }

    @Test
    void amazonsLibraryAndOursUseTheSameMessages() throws JMSException {
        create("there");
        create("back");
        // its prefetch would go on after the client is closed, and say so on the console
        SQSConnection amazon = new SQSConnectionFactory(
                        new ProviderConfiguration().withNumberOfMessagesToPrefetch(0), sqs)
                .createConnection();
        Connection ours = new LeaseMQConnectionFactory(place).createConnection();
        try (ours) {
            Session theirs = amazon.createSession(false, Session.AUTO_ACKNOWLEDGE);
            amazon.start();
            TextMessage text = theirs.createTextMessage("from amazon");
            text.setLongProperty("long", 1L << 40);
            text.setJMSCorrelationID("c");
            text.setJMSReplyTo(theirs.createQueue("back"));
            theirs.createProducer(theirs.createQueue("there")).send(text);
            theirs.createProducer(theirs.createQueue("there"))
                    .send(theirs.createObjectMessage(List.of("a").toString()));
            BytesMessage bytes = theirs.createBytesMessage();
            bytes.writeBytes(new byte[] {9, 8, 7});
            theirs.createProducer(theirs.createQueue("there")).send(bytes);

            Session session = ours.createSession(false, Session.AUTO_ACKNOWLEDGE);
            ours.start();
            var consumer = session.createConsumer(session.createQueue("there"));
            TextMessage received = (TextMessage) consumer.receive(5_000);
            assertEquals("from amazon", received.getText());
            assertEquals(1L << 40, received.getLongProperty("long"));
            assertEquals("c", received.getJMSCorrelationID());
            assertEquals("[a]", ((ObjectMessage) consumer.receive(5_000)).getObject());
            BytesMessage receivedBytes = (BytesMessage) consumer.receive(5_000);
            byte[] content = new byte[3];
            receivedBytes.readBytes(content);
            assertArrayEquals(new byte[] {9, 8, 7}, content);

            TextMessage answer = session.createTextMessage("answer");
            answer.setBooleanProperty("flag", true);
            session.createProducer(received.getJMSReplyTo()).send(answer);
            TextMessage home = (TextMessage)
                    theirs.createConsumer(theirs.createQueue("back")).receive(5_000);
            assertEquals("answer", home.getText());
            assertTrue(home.getBooleanProperty("flag"));
        }
    }

    @Test
    void subscriptionsOfJakartaMessagingAreNotAmongTheSourcesOfDeadLetters() {
        try (JMSContext limited = new LeaseMQConnectionFactory(place + "?max-receive-count=3").createContext()) {
            limited.createSharedDurableConsumer(limited.createTopic("prices"), "all")
                    .close();
            limited.createConsumer(limited.createQueue("orders?dead-letter-queue=prices-dlq"))
                    .close();
        }
        String dead =
                sqs.getQueueUrl(request -> request.queueName("prices-dlq")).queueUrl();
        String orders = sqs.getQueueUrl(request -> request.queueName("orders")).queueUrl();
        assertEquals(
                List.of(orders),
                sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls());
    }

    private SnsClient notifications() {
        return BridgeFixture.client(SnsClient.builder(), server.uri(), "x", "y");
    }

    private static void subscribe(SnsClient sns, String topic, String queue, boolean raw) {
        sns.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:" + queue)
                .attributes(Map.of("RawMessageDelivery", Boolean.toString(raw))));
    }

    @Test
    void aTopicIsTheSameThingOnBothSides() throws JMSException {
        String url = create("copy");
        try (SnsClient sns = notifications()) {
            String topic = sns.createTopic(request -> request.name("news")).topicArn();
            subscribe(sns, topic, "copy", true);
            var consumer = context.createConsumer(context.createTopic("news"));
            sns.publish(request -> request.topicArn(topic).message("over HTTP"));
            context.createProducer().send(context.createTopic("news"), "by JMS");
            assertEquals("over HTTP", consumer.receiveBody(String.class, 5_000));
            assertEquals("by JMS", consumer.receiveBody(String.class, 5_000));
            assertEquals(List.of("over HTTP", "by JMS"), BridgeFixture.bodies(receive(url)));
        }
    }

    @Test
    void whatJakartaMessagingPublishesComesInTheEnvelopeThatAQueueWants() throws JMSException {
        String wrapped = create("wrapped");
        try (SnsClient sns = notifications()) {
            String topic = sns.createTopic(request -> request.name("news")).topicArn();
            subscribe(sns, topic, "wrapped", false);
            context.createProducer().setProperty("store", "a").send(context.createTopic("news"), "by JMS");
            context.createProducer().send(context.createTopic("news"), "plain");
            var messages = receive(wrapped);
            String envelope = messages.get(0).body();
            assertTrue(envelope.startsWith("{\"Type\":\"Notification\",\"MessageId\":"), envelope);
            assertTrue(envelope.contains("\"TopicArn\":\"" + topic + "\",\"Message\":\"by JMS\""), envelope);
            assertTrue(envelope.contains("\"store\":{\"Type\":\"String\",\"Value\":\"a\"}"), envelope);
            assertTrue(messages.get(1).body().contains("\"Message\":\"plain\""));
        }
    }

    @Test
    void whereAMessageWasPublishedIsNoAttributeAndNoProperty() throws JMSException {
        String raw = create("raw");
        String other = create("other");
        try (SnsClient sns = notifications()) {
            String topic = sns.createTopic(request -> request.name("news")).topicArn();
            subscribe(sns, topic, "raw", true);
            subscribe(sns, topic, "other", false);
            var consumer = context.createConsumer(context.createTopic("news"));
            context.createProducer().setProperty("store", "a").send(context.createTopic("news"), "by JMS");

            var received = receive(raw).get(0);
            assertEquals(
                    Set.of("store", "JMS_SQSMessageType"),
                    received.messageAttributes().keySet());
            assertEquals(
                    Digests.ofAttributes(Map.of(
                            "store", Attribute.string("a"),
                            "JMS_SQSMessageType", Attribute.string("text"))),
                    received.md5OfMessageAttributes());

            Message message = consumer.receive(5_000);
            List<?> properties = Collections.list((Enumeration<?>) message.getPropertyNames());
            assertEquals(Set.of("store", "JMSXDeliveryCount"), Set.copyOf(properties));
            assertNull(message.getStringProperty("AWS.Topic"));
            context.createProducer().send(context.createQueue("other"), message);
            var bodies = BridgeFixture.bodies(receive(other));
            assertTrue(bodies.get(0).startsWith("{"), "what was published is in an envelope");
            assertEquals("by JMS", bodies.get(1), "what was sent to the queue itself is not");
        }
    }

    @Test
    void aFifoTopicRemembersWhatEitherSidePublished() {
        String url = create("standard");
        try (SnsClient sns = BridgeFixture.client(SnsClient.builder(), server.uri(), "x", "y")) {
            String topic = sns.createTopic(request -> request.name("news.fifo").attributes(Map.of("FifoTopic", "true")))
                    .topicArn();
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("sqs")
                    .endpoint("arn:aws:sqs:us-east-1:000000000000:standard")
                    .attributes(Map.of("RawMessageDelivery", "true")));
            sns.publish(request -> request.topicArn(topic)
                    .messageGroupId("g")
                    .messageDeduplicationId("1")
                    .message("over the API"));
            JMSProducer producer = context.createProducer().setProperty("JMSXGroupID", "g");
            producer.setProperty("JMS_SQS_DeduplicationId", "1").send(context.createTopic("news.fifo"), "again");
            producer.setProperty("JMS_SQS_DeduplicationId", "2").send(context.createTopic("news.fifo"), "by JMS");
            sns.publish(request -> request.topicArn(topic)
                    .messageGroupId("g")
                    .messageDeduplicationId("2")
                    .message("again"));
        }
        assertEquals(List.of("over the API", "by JMS"), BridgeFixture.bodies(receive(url)));
    }
}
