package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSender;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicPublisher;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 3.12 Provider implementations of message interfaces: messages that the provider did not make. */
class Chapter03ForeignMessagesTest extends ConformanceTest {
    private static final int PRIORITY = 7;
    private static final long TIME_TO_LIVE = 600_000;

    private final BlockingQueue<Object> completed = new LinkedBlockingQueue<>();
    private final CompletionListener completion = new CompletionListener() {
        @Override
        public void onCompletion(Message message) {
            completed.add("sent");
        }

        @Override
        public void onException(Message message, Exception failure) {
            completed.add(failure);
        }
    };

    private static byte[] manyBytes() {
        byte[] bytes = new byte[20_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static Message foreign(String kind) throws JMSException {
        return switch (kind) {
            case "text" -> new ForeignTextMessage("seven");
            case "object" -> new ForeignObjectMessage("seven");
            case "map" -> map();
            case "stream" -> stream();
            case "bytes" -> bytes();
            default -> new ForeignMessage();
        };
    }

    private static Message map() {
        ForeignMapMessage map = new ForeignMapMessage();
        map.setInt("number", 7);
        map.setString("word", "seven");
        map.setString("nothing", null);
        map.setBytes("bytes", new byte[] {7});
        return map;
    }

    private static Message stream() {
        ForeignStreamMessage stream = new ForeignStreamMessage();
        stream.writeInt(7);
        stream.writeString("seven");
        stream.writeString(null);
        stream.writeBytes(new byte[] {7});
        return stream;
    }

    private static Message bytes() throws JMSException {
        ForeignBytesMessage bytes = new ForeignBytesMessage();
        bytes.writeBytes(manyBytes());
        bytes.writeInt(7);
        return bytes;
    }

    private static void assertSameBody(String kind, Message received) throws JMSException {
        switch (kind) {
            case "text" ->
                assertEquals(
                        "seven", assertInstanceOf(TextMessage.class, received).getText());
            case "object" ->
                assertEquals(
                        "seven", assertInstanceOf(ObjectMessage.class, received).getObject());
            case "map" -> assertSameMap(assertInstanceOf(MapMessage.class, received));
            case "stream" -> assertSameStream(assertInstanceOf(StreamMessage.class, received));
            case "bytes" -> assertSameBytes(assertInstanceOf(BytesMessage.class, received));
            default -> {
                assertFalse(received instanceof TextMessage);
                assertFalse(received instanceof BytesMessage);
            }
        }
    }

    private static void assertSameMap(MapMessage received) throws JMSException {
        assertEquals(7, received.getObject("number"));
        assertEquals("seven", received.getObject("word"));
        assertTrue(received.itemExists("nothing"));
        assertArrayEquals(new byte[] {7}, received.getBytes("bytes"));
        assertFalse(received.itemExists("other"));
    }

    private static void assertSameStream(StreamMessage received) throws JMSException {
        assertEquals(7, received.readObject());
        assertEquals("seven", received.readObject());
        assertEquals(null, received.readObject());
        assertArrayEquals(new byte[] {7}, (byte[]) received.readObject());
        assertThrows(MessageEOFException.class, received::readObject);
    }

    private static void assertSameBytes(BytesMessage received) throws JMSException {
        byte[] read = new byte[20_000];
        assertEquals(20_004, received.getBodyLength());
        assertEquals(20_000, received.readBytes(read));
        assertArrayEquals(manyBytes(), read);
        assertEquals(7, received.readInt());
    }

    @Section("3.12")
    @ParameterizedTest
    @ValueSource(strings = {"text", "object", "map", "stream", "bytes", "message"})
    void aForeignMessageArrivesAsWhatItIs(String kind) throws JMSException {
        assertSameBody(kind, exchange(foreign(kind)));
    }

    @Section("3.12")
    @ParameterizedTest
    @ValueSource(strings = {"text", "object", "map", "stream", "bytes", "message"})
    void aForeignMessageIsPublishedAsWhatItIs(String kind) throws JMSException {
        try (MessageConsumer first = session.createConsumer(topic);
                MessageConsumer second = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            producer.send(foreign(kind));
            assertSameBody(kind, receive(first));
            assertSameBody(kind, receive(second));
        }
    }

    @Section("3.12")
    @ParameterizedTest
    @ValueSource(strings = {"text", "object", "map", "stream", "bytes", "message"})
    void aForeignMessageCanBeSentAgain(String kind) throws JMSException {
        Message sent = foreign(kind);
        assertSameBody(kind, exchange(sent));
        String firstId = sent.getJMSMessageID();
        assertSameBody(kind, exchange(sent));
        assertNotEquals(firstId, sent.getJMSMessageID());
    }

    /** A way to send; those with options give them in the call, the others send as usual. */
    private enum Way {
        PRODUCER(false),
        PRODUCER_OPTIONS(true),
        ANONYMOUS(false),
        ANONYMOUS_OPTIONS(true),
        ASYNCHRONOUS(false),
        ASYNCHRONOUS_OPTIONS(true),
        ANONYMOUS_ASYNCHRONOUS(false),
        ANONYMOUS_ASYNCHRONOUS_OPTIONS(true),
        CONTEXT(false),
        CONTEXT_OPTIONS(true),
        CONTEXT_ASYNCHRONOUS(false),
        TRANSACTED(false),
        QUEUE_SENDER(false),
        QUEUE_SENDER_OPTIONS(true),
        QUEUE_SENDER_ANONYMOUS(false),
        QUEUE_SENDER_ANONYMOUS_OPTIONS(true),
        TOPIC_PUBLISHER(false),
        TOPIC_PUBLISHER_OPTIONS(true),
        TOPIC_PUBLISHER_ANONYMOUS(false),
        TOPIC_PUBLISHER_ANONYMOUS_OPTIONS(true);

        final boolean options;

        Way(boolean options) {
            this.options = options;
        }

        boolean publishes() {
            return name().startsWith("TOPIC");
        }
    }

    @Section("3.12")
    @ParameterizedTest
    @EnumSource(Way.class)
    void everyWayOfSendingTakesAForeignMessageAndTellsItsHeaders(Way way) throws Exception {
        Destination to = way.publishes() ? topic : queue;
        try (MessageConsumer consumer = session.createConsumer(to)) {
            Message sent = new ForeignTextMessage("seven");
            sent.setJMSPriority(1);
            sent.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
            sent.setJMSExpiration(1);
            sent.setJMSMessageID("ID:mine");
            sent.setJMSTimestamp(1);
            sendBy(way, sent);
            Message received = receive(consumer);
            assertSameBody("text", received);
            assertSameHeaders(sent, received, to);
            assertEquals(way.options ? PRIORITY : Message.DEFAULT_PRIORITY, sent.getJMSPriority());
            assertEquals(
                    way.options ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT, sent.getJMSDeliveryMode());
            assertEquals(way.options, sent.getJMSExpiration() != 0);
        }
    }

    private static void assertSameHeaders(Message sent, Message received, Destination to) throws JMSException {
        assertNotEquals("ID:mine", sent.getJMSMessageID());
        assertEquals(received.getJMSMessageID(), sent.getJMSMessageID());
        assertEquals(to, sent.getJMSDestination());
        assertEquals(to, received.getJMSDestination());
        assertTrue(sent.getJMSTimestamp() > 1);
        assertEquals(received.getJMSTimestamp(), sent.getJMSTimestamp());
        assertEquals(received.getJMSDeliveryMode(), sent.getJMSDeliveryMode());
        assertEquals(received.getJMSPriority(), sent.getJMSPriority());
        assertEquals(received.getJMSExpiration(), sent.getJMSExpiration());
    }

    private void sendBy(Way way, Message message) throws Exception {
        switch (way) {
            case PRODUCER, PRODUCER_OPTIONS, ASYNCHRONOUS, ASYNCHRONOUS_OPTIONS -> sendByProducer(way, message);
            case ANONYMOUS, ANONYMOUS_OPTIONS, ANONYMOUS_ASYNCHRONOUS, ANONYMOUS_ASYNCHRONOUS_OPTIONS ->
                sendAnonymously(way, message);
            case CONTEXT, CONTEXT_OPTIONS, CONTEXT_ASYNCHRONOUS -> sendByContext(way, message);
            case TRANSACTED -> sendInTransaction(message);
            case QUEUE_SENDER, QUEUE_SENDER_OPTIONS -> sendBySender(way, queue, message);
            case QUEUE_SENDER_ANONYMOUS, QUEUE_SENDER_ANONYMOUS_OPTIONS -> sendBySender(way, null, message);
            case TOPIC_PUBLISHER, TOPIC_PUBLISHER_OPTIONS -> publish(way, topic, message);
            default -> publish(way, null, message);
        }
    }

    private void sendByProducer(Way way, Message message) throws Exception {
        int mode = DeliveryMode.NON_PERSISTENT;
        try (MessageProducer producer = session.createProducer(queue)) {
            switch (way) {
                case PRODUCER -> producer.send(message);
                case PRODUCER_OPTIONS -> producer.send(message, mode, PRIORITY, TIME_TO_LIVE);
                case ASYNCHRONOUS -> producer.send(message, completion);
                default -> producer.send(message, mode, PRIORITY, TIME_TO_LIVE, completion);
            }
            if (way.name().startsWith("ASYNC")) {
                assertEquals("sent", take(completed));
            }
        }
    }

    private void sendAnonymously(Way way, Message message) throws Exception {
        int mode = DeliveryMode.NON_PERSISTENT;
        try (MessageProducer producer = session.createProducer(null)) {
            switch (way) {
                case ANONYMOUS -> producer.send(queue, message);
                case ANONYMOUS_OPTIONS -> producer.send(queue, message, mode, PRIORITY, TIME_TO_LIVE);
                case ANONYMOUS_ASYNCHRONOUS -> producer.send(queue, message, completion);
                default -> producer.send(queue, message, mode, PRIORITY, TIME_TO_LIVE, completion);
            }
            if (way.name().contains("ASYNC")) {
                assertEquals("sent", take(completed));
            }
        }
    }

    private void sendByContext(Way way, Message message) throws Exception {
        try (JMSContext context = factory.createContext()) {
            var producer = context.createProducer();
            if (way.options) {
                producer.setPriority(PRIORITY).setTimeToLive(TIME_TO_LIVE).setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            }
            if (way == Way.CONTEXT_ASYNCHRONOUS) {
                producer.setAsync(completion).send(queue, message);
                assertEquals("sent", take(completed));
            } else {
                producer.send(queue, message);
            }
        }
    }

    private void sendInTransaction(Message message) throws JMSException {
        try (Session sender = transacted()) {
            sender.createProducer(queue).send(message);
            sender.commit();
        }
    }

    private void sendBySender(Way way, Queue ofSender, Message message) throws JMSException {
        int mode = DeliveryMode.NON_PERSISTENT;
        try (QueueConnection own = ((QueueConnectionFactory) factory).createQueueConnection()) {
            QueueSender sender =
                    own.createQueueSession(false, Session.AUTO_ACKNOWLEDGE).createSender(ofSender);
            switch (way) {
                case QUEUE_SENDER -> sender.send(message);
                case QUEUE_SENDER_OPTIONS -> sender.send(message, mode, PRIORITY, TIME_TO_LIVE);
                case QUEUE_SENDER_ANONYMOUS -> sender.send(queue, message);
                default -> sender.send(queue, message, mode, PRIORITY, TIME_TO_LIVE);
            }
        }
    }

    private void publish(Way way, Topic ofPublisher, Message message) throws JMSException {
        int mode = DeliveryMode.NON_PERSISTENT;
        try (TopicConnection own = ((TopicConnectionFactory) factory).createTopicConnection()) {
            TopicPublisher publisher =
                    own.createTopicSession(false, Session.AUTO_ACKNOWLEDGE).createPublisher(ofPublisher);
            switch (way) {
                case TOPIC_PUBLISHER -> publisher.publish(message);
                case TOPIC_PUBLISHER_OPTIONS -> publisher.publish(message, mode, PRIORITY, TIME_TO_LIVE);
                case TOPIC_PUBLISHER_ANONYMOUS -> publisher.publish(topic, message);
                default -> publisher.publish(topic, message, mode, PRIORITY, TIME_TO_LIVE);
            }
        }
    }

    @Section("3.12")
    @Test
    void theHeadersAndPropertiesThatTheClientSetArrive() throws JMSException {
        Message sent = new ForeignTextMessage("seven");
        sent.setJMSType("invoice");
        sent.setJMSReplyTo(topic);
        sent.setBooleanProperty("boolean", true);
        sent.setByteProperty("byte", (byte) 1);
        sent.setShortProperty("short", (short) 2);
        sent.setIntProperty("int", 3);
        sent.setLongProperty("long", 4);
        sent.setFloatProperty("float", 5.5f);
        sent.setDoubleProperty("double", 6.5);
        sent.setStringProperty("string", "seven");
        sent.setStringProperty("JMSXGroupID", "group");
        Message received = exchange(sent);
        assertEquals("invoice", received.getJMSType());
        assertEquals(topic, received.getJMSReplyTo());
        assertEquals(true, received.getObjectProperty("boolean"));
        assertEquals((byte) 1, received.getObjectProperty("byte"));
        assertEquals((short) 2, received.getObjectProperty("short"));
        assertEquals(3, received.getObjectProperty("int"));
        assertEquals(4L, received.getObjectProperty("long"));
        assertEquals(5.5f, received.getObjectProperty("float"));
        assertEquals(6.5, received.getObjectProperty("double"));
        assertEquals("seven", received.getObjectProperty("string"));
        assertEquals("group", received.getStringProperty("JMSXGroupID"));
    }

    @Section("3.12")
    @Test
    void theCorrelationIdThatTheClientSetArrives() throws JMSException {
        unlessDepartureIs("correlation id of a foreign message");
        Message sent = new ForeignTextMessage("seven");
        sent.setJMSCorrelationID("order 7");
        assertEquals("order 7", exchange(sent).getJMSCorrelationID());
    }

    @Section("3.12")
    @Test
    void theSendersDeliveryTimeIsTold() throws JMSException {
        unlessDepartureIs("delivery time of the client");
        Message sent = new ForeignTextMessage("seven");
        Message received = exchange(sent);
        assertEquals(received.getJMSDeliveryTime(), sent.getJMSDeliveryTime());
    }

    @Section("3.12")
    @Test
    void selectorsSeeThePropertiesOfAForeignMessage() throws JMSException {
        Message sent = new ForeignTextMessage("chosen");
        sent.setIntProperty("p", 1);
        send(queue, "other");
        session.createProducer(queue).send(sent);
        try (MessageConsumer consumer = session.createConsumer(queue, "p = 1")) {
            assertReceives(consumer, "chosen");
        }
    }

    @Section("6.2.4")
    @Test
    void aMessageMayBeSentByAnySession() throws JMSException {
        try (Session other = another().createSession()) {
            Message message = other.createTextMessage("one");
            session.createProducer(queue).send(message);
        }
        assertHolds("one");
    }
}
