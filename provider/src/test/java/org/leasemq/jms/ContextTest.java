package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.Queue;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.jms.delivery.OnCompletion;

class ContextTest extends JmsTest {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private JMSContext context;
    private Queue orders;

    @BeforeEach
    void open() {
        context = factory.createContext();
        orders = context.createQueue("orders");
    }

    @AfterEach
    void close() {
        context.close();
    }

    // --------------------------------------------------------------------------------------------- context

    @Test
    void aContextHasTheModeItWasMadeWith() {
        assertEquals(JMSContext.AUTO_ACKNOWLEDGE, context.getSessionMode());
        try (JMSContext transacted = factory.createContext("user", "password", JMSContext.SESSION_TRANSACTED)) {
            assertTrue(transacted.getTransacted());
        }
        JMSRuntimeException refusal = assertThrows(JMSRuntimeException.class, () -> factory.createContext(17));
        assertEquals("LEASEMQ-INVALID-MODE", refusal.getErrorCode());
        assertInstanceOf(JMSException.class, refusal.getCause());
        assertThrows(JMSRuntimeException.class, () -> context.createContext(-1));
    }

    @Test
    void contextsOfOneConnectionShareItUntilTheLastIsClosed() {
        JMSContext second = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = second.createConsumer(orders);
        context.close();
        context.close();
        assertThrows(IllegalStateRuntimeException.class, () -> context.createProducer());
        second.createProducer().send(orders, "still there");
        assertEquals("still there", consumer.receiveBody(String.class, 30_000));
        second.close();
        assertThrows(IllegalStateRuntimeException.class, consumer::receive);
        assertThrows(IllegalStateRuntimeException.class, second::start);
    }

    @Test
    void theClientIdIsSetBeforeAnythingElse() {
        try (JMSContext fresh = factory.createContext()) {
            fresh.setClientID("one");
            assertEquals("one", fresh.getClientID());
            assertThrows(IllegalStateRuntimeException.class, () -> fresh.setClientID("two"));
        }
        assertThrows(IllegalStateRuntimeException.class, () -> context.setClientID("late"));
    }

    @Test
    void aConsumerStartsTheConnectionUnlessThatIsSwitchedOff() {
        context.createProducer().send(orders, "one");
        try (JMSContext other = factory.createContext()) {
            assertTrue(other.getAutoStart());
            other.setAutoStart(false);
            JMSConsumer consumer = other.createConsumer(orders);
            assertNull(consumer.receiveNoWait());
            other.start();
            assertEquals("one", consumer.receiveBody(String.class, 30_000));
            other.stop();
            assertNull(consumer.receiveNoWait());
        }
    }

    @Test
    void commitRollbackRecoverAndAcknowledgeAreThoseOfTheSession() throws JMSException {
        assertThrows(IllegalStateRuntimeException.class, context::commit);
        context.acknowledge();
        try (JMSContext transacted = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            assertThrows(IllegalStateRuntimeException.class, transacted::recover);
            transacted.createProducer().send(orders, "given up");
            transacted.rollback();
            transacted.createProducer().send(orders, "kept");
            transacted.commit();
        }
        try (JMSContext client = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer consumer = client.createConsumer(orders);
            assertFalse(consumer.receive().getJMSRedelivered());
            client.recover();
            assertTrue(consumer.receive().getJMSRedelivered());
            client.acknowledge();
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void whatWouldHaveToWaitForAListenerIsRefusedInIt() throws InterruptedException {
        context.createConsumer(orders).setMessageListener(message -> {
            try {
                assertThrows(IllegalStateRuntimeException.class, context::close);
                assertThrows(IllegalStateRuntimeException.class, context::stop);
                told.add("refused");
            } catch (AssertionError e) {
                told.add(e);
            }
        });
        context.createProducer().send(orders, "one");
        assertEquals("refused", take(told));
        context.createProducer()
                .setAsync(new OnCompletion(
                        message -> {
                            try {
                                assertThrows(IllegalStateRuntimeException.class, context::close);
                                assertThrows(IllegalStateRuntimeException.class, context::commit);
                                told.add("refused by completion");
                            } catch (AssertionError e) {
                                told.add(e);
                            }
                        },
                        told::add))
                .send(context.createQueue("elsewhere"), "two");
        assertEquals("refused by completion", take(told));
    }

    @Test
    void metaDataMessagesAndBrowsersAreThere() throws JMSException {
        assertEquals("3.1", context.getMetaData().getJMSVersion());
        assertNull(context.getExceptionListener());
        context.setExceptionListener(problem -> {});
        assertNotNull(context.getExceptionListener());
        assertNotNull(context.createMessage());
        assertNotNull(context.createBytesMessage());
        assertNotNull(context.createStreamMessage());
        assertNotNull(context.createMapMessage());
        assertEquals("a", context.createObjectMessage("a").getObject());
        assertNull(context.createObjectMessage().getObject());
        assertEquals("b", context.createTextMessage("b").getText());
        context.createProducer().send(orders, context.createTextMessage());
        assertTrue(context.createBrowser(orders).getEnumeration().hasMoreElements());
        assertThrows(InvalidDestinationRuntimeException.class, () -> context.createConsumer(null));
        assertThrows(InvalidDestinationRuntimeException.class, () -> context.createBrowser(null));
    }

    // -------------------------------------------------------------------------------------------- producer

    @Test
    void aProducerPutsItsHeadersAndPropertiesOntoEachMessage() throws JMSException {
        Queue replies = context.createQueue("replies");
        context.createProducer()
                .setJMSCorrelationID("c")
                .setJMSType("t")
                .setJMSReplyTo(replies)
                .setPriority(7)
                .setDeliveryMode(1)
                .setTimeToLive(60_000)
                .setProperty("count", 3)
                .send(orders, context.createTextMessage("one"));
        Message message = context.createConsumer(orders).receive();
        assertEquals("c", message.getJMSCorrelationID());
        assertEquals("t", message.getJMSType());
        assertEquals(replies, message.getJMSReplyTo());
        assertEquals(7, message.getJMSPriority());
        assertEquals(1, message.getJMSDeliveryMode());
        assertEquals(message.getJMSTimestamp() + 60_000, message.getJMSExpiration());
        assertEquals(3, message.getIntProperty("count"));
        JMSProducer naming = context.createProducer().setProperty("name", "value");
        assertThrows(MessageNotWriteableRuntimeException.class, () -> naming.send(orders, message));
        assertThrows(MessageFormatRuntimeException.class, () -> naming.send(orders, (Message) null));
        assertThrows(InvalidDestinationRuntimeException.class, () -> naming.send(null, "nowhere"));
        assertThrows(JMSRuntimeException.class, () -> naming.setPriority(10));
        assertThrows(JMSRuntimeException.class, () -> naming.setDeliveryMode(0));
        assertThrows(JMSRuntimeException.class, () -> naming.setTimeToLive(-1));
        assertThrows(JMSRuntimeException.class, () -> naming.setDeliveryDelay(-1));
    }

    @Test
    void propertiesOfAProducerAreConvertedAsThoseOfAMessage() {
        JMSProducer producer = context.createProducer()
                .setProperty("byte", (byte) 1)
                .setProperty("text", "12")
                .setProperty("double", 1.5)
                .setProperty("true", true);
        assertEquals(1, producer.getLongProperty("byte"));
        assertEquals(12, producer.getIntProperty("text"));
        assertEquals("1.5", producer.getStringProperty("double"));
        assertTrue(producer.getBooleanProperty("true"));
        assertEquals(1.5, producer.getObjectProperty("double"));
        assertThrows(MessageFormatRuntimeException.class, () -> producer.getByteProperty("double"));
        assertFalse(producer.getBooleanProperty("missing"));
        assertThrows(NumberFormatException.class, () -> producer.getIntProperty("missing"));
        assertThrows(IllegalArgumentException.class, () -> producer.setProperty(null, 1));
        assertThrows(IllegalArgumentException.class, () -> producer.setProperty("", "x"));
        assertThrows(MessageFormatRuntimeException.class, () -> producer.setProperty("list", List.of()));
        Set<String> names = producer.getPropertyNames();
        assertEquals(Set.of("byte", "text", "double", "true"), names);
        assertThrows(UnsupportedOperationException.class, () -> names.add("more"));
        assertTrue(producer.propertyExists("text"));
        assertFalse(producer.clearProperties().propertyExists("text"));
    }

    @Test
    void aBodyIsSentAndReceivedAsWhatItIs() {
        JMSProducer producer = context.createProducer();
        producer.send(orders, "text");
        producer.send(orders, Map.of("key", 5));
        producer.send(orders, new byte[] {1, 2});
        producer.send(orders, (Serializable) List.of("a"));
        JMSConsumer consumer = context.createConsumer(orders);
        assertEquals("text", consumer.receiveBody(String.class));
        assertEquals(Map.of("key", 5), consumer.receiveBody(Map.class));
        assertArrayEquals(new byte[] {1, 2}, consumer.receiveBodyNoWait(byte[].class));
        assertEquals(List.of("a"), consumer.receiveBody(List.class, 30_000));
        assertNull(consumer.receiveBodyNoWait(String.class));
    }

    @Test
    void nothingCanBeSentAsABody() throws JMSException {
        JMSProducer producer = context.createProducer();
        producer.send(orders, (String) null);
        producer.send(orders, (Map<String, Object>) null);
        producer.send(orders, (byte[]) null);
        producer.send(orders, (Serializable) null);
        JMSConsumer consumer = context.createConsumer(orders);
        assertNull(consumer.receive().getBody(String.class));
        assertFalse(consumer.receive() == null);
        assertNotNull(consumer.receive());
        assertNull(consumer.receive().getBody(Serializable.class));
    }

    // -------------------------------------------------------------------------------------------- consumer

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE})
    void aBodyOfAnotherTypeIsAsIfItHadNotBeenAskedFor(int mode) throws JMSException {
        context.createProducer().send(orders, "one").send(orders, "two");
        try (JMSContext own = factory.createContext(mode)) {
            JMSConsumer consumer = own.createConsumer(orders);
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Map.class));
            Message again = consumer.receive();
            assertEquals("one", text(again));
            assertFalse(again.getJMSRedelivered());
            assertEquals(1, again.getIntProperty("JMSXDeliveryCount"));
            assertEquals("two", consumer.receiveBody(String.class));
        }
    }

    @Test
    void aBodyOfAnotherTypeCountsAsReceivedWhereTheApplicationAcknowledges() throws JMSException {
        context.createProducer().send(orders, "one").send(orders, "two");
        for (int mode : new int[] {JMSContext.CLIENT_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED}) {
            try (JMSContext own = factory.createContext(mode)) {
                JMSConsumer consumer = own.createConsumer(orders);
                assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Map.class));
                assertEquals("two", consumer.receiveBody(String.class));
                if (own.getTransacted()) {
                    own.rollback();
                } else {
                    own.recover();
                }
                Message again = consumer.receive();
                assertEquals("one", text(again));
                assertTrue(again.getJMSRedelivered());
            }
        }
        assertEquals(List.of("one", "two"), drain("orders"));
    }

    @Test
    void messagesWithoutABodyOrWithAStreamHaveNoneToBeReceived() {
        context.createProducer().send(orders, context.createMessage()).send(orders, context.createStreamMessage());
        JMSConsumer consumer = context.createConsumer(orders);
        for (int i = 0; i < 2; i++) {
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(String.class));
            assertNotNull(consumer.receiveNoWait());
        }
    }

    @Test
    void aConsumerListensUntilItIsClosed() throws InterruptedException {
        JMSConsumer consumer = context.createConsumer(orders);
        consumer.setMessageListener(message -> told.add(text(message)));
        assertNotNull(consumer.getMessageListener());
        assertNull(consumer.getMessageSelector());
        assertThrows(IllegalStateRuntimeException.class, consumer::receive);
        try (JMSContext other = factory.createContext()) {
            other.createProducer().send(orders, "one");
        }
        assertEquals("one", take(told));
        consumer.close();
        consumer.close();
        assertThrows(IllegalStateRuntimeException.class, consumer::getMessageListener);
    }
}
