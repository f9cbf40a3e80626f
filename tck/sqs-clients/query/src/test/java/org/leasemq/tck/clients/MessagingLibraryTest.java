package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.amazon.sqs.javamessaging.AmazonSQSMessagingClientWrapper;
import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnection;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import com.amazon.sqs.javamessaging.SQSSession;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import jakarta.jms.BytesMessage;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Amazon's own library of Jakarta Messaging, of the SDK for Java 1. That of SDK 2 is in the tests of the bridge. */
class MessagingLibraryTest {
    private static final long WAIT = 20_000;

    private final LocalServer server = new LocalServer();
    private final AmazonSQS sqs = Sdk1.configured(AmazonSQSClientBuilder.standard(), server);
    private SQSConnection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = new SQSConnectionFactory(new ProviderConfiguration().withNumberOfMessagesToPrefetch(0), sqs)
                .createConnection();
        connection.start();
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        sqs.shutdown();
        server.close();
    }

    @Test
    void messagesKeepBodiesAndProperties() throws Exception {
        AmazonSQSMessagingClientWrapper client = connection.getWrappedAmazonSQSClient();
        client.createQueue("orders");
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("orders");
        MessageProducer producer = session.createProducer(queue);
        TextMessage text = session.createTextMessage("a & <b>");
        text.setStringProperty("name", "ü");
        text.setIntProperty("count", 3);
        text.setJMSReplyTo(queue);
        producer.send(text);
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes(new byte[] {0, -1, 7});
        producer.send(bytes);

        MessageConsumer consumer = session.createConsumer(queue);
        TextMessage received = (TextMessage) consumer.receive(WAIT);
        assertEquals("a & <b>", received.getText());
        assertEquals("ü", received.getStringProperty("name"));
        assertEquals(3, received.getIntProperty("count"));
        assertEquals("orders", ((Queue) received.getJMSReplyTo()).getQueueName());
        assertEquals(1, received.getIntProperty("JMSXDeliveryCount"));
        byte[] content = new byte[3];
        ((BytesMessage) consumer.receive(WAIT)).readBytes(content);
        assertArrayEquals(new byte[] {0, -1, 7}, content);
        assertNull(consumer.receiveNoWait());
        assertEquals(
                "0",
                sqs.getQueueAttributes(
                                client.getQueueUrl("orders").getQueueUrl(),
                                List.of("ApproximateNumberOfMessagesNotVisible"))
                        .getAttributes()
                        .get("ApproximateNumberOfMessagesNotVisible"));
    }

    @Test
    void whatIsNotAcknowledgedComesAgainInTheOrderOfItsGroup() throws Exception {
        connection
                .getWrappedAmazonSQSClient()
                .createQueue(new CreateQueueRequest("orders.fifo")
                        .withAttributes(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")));
        Session session = connection.createSession(false, SQSSession.UNORDERED_ACKNOWLEDGE);
        Queue queue = session.createQueue("orders.fifo");
        MessageProducer producer = session.createProducer(queue);
        for (String body : new String[] {"first", "second"}) {
            TextMessage message = session.createTextMessage(body);
            message.setStringProperty("JMSXGroupID", "g");
            producer.send(message);
        }
        MessageConsumer consumer = session.createConsumer(queue);
        TextMessage first = (TextMessage) consumer.receive(WAIT);
        assertEquals("first", first.getText());
        assertEquals("g", first.getStringProperty("JMSXGroupID"));
        session.recover();
        first = (TextMessage) consumer.receive(WAIT);
        assertEquals("first", first.getText());
        assertEquals(2, first.getIntProperty("JMSXDeliveryCount"));
        first.acknowledge();
        assertEquals("second", ((TextMessage) consumer.receive(WAIT)).getText());
    }
}
