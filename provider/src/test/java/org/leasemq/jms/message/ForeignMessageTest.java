package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.delivery.OnCompletion;
import org.leasemq.options.InvalidOptionException;

/** Messages of other providers that are less than they should be. */
class ForeignMessageTest extends JmsTest {
    private final Map<String, Object> answers = new HashMap<>(Map.of("getText", "hello"));

    private Enumeration<?> names = Collections.emptyEnumeration();

    /** Answers what is told; what is a Throwable is thrown. */
    private TextMessage foreign() {
        return (TextMessage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TextMessage.class}, (proxy, method, args) -> {
                    Object answer = answers.get(method.getName());
                    if (answer instanceof Throwable failure) {
                        throw failure;
                    }
                    return switch (method.getName()) {
                        case "getPropertyNames" -> names;
                        case "hashCode" -> 1;
                        case "equals" -> proxy == args[0];
                        case "toString" -> "foreign";
                        default -> answer;
                    };
                });
    }

    private void refuseEverythingThatIsWrittenBack(Throwable refusal) {
        for (String header : new String[] {
            "MessageID", "Destination", "Timestamp", "DeliveryMode", "Priority", "Expiration", "DeliveryTime"
        }) {
            answers.put("setJMS" + header, refusal);
        }
    }

    private Message passed() throws JMSException {
        try (Session session = auto()) {
            session.createProducer(session.createQueue("foreign")).send(foreign());
            return consumer(session, "foreign").receiveNoWait();
        }
    }

    static class OddError extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(classes = {AbstractMethodError.class, UnsupportedOperationException.class, OddError.class})
    void whatTheObjectRefusesToBeToldDoesNotMatter(Class<? extends Throwable> refusal) throws Exception {
        refuseEverythingThatIsWrittenBack(refusal.getDeclaredConstructor().newInstance());
        assertEquals("hello", text(passed()));
        try (Session session = transacted()) {
            session.createProducer(session.createQueue("foreign")).send(foreign());
            session.commit();
        }
        assertEquals("[hello]", drain("foreign").toString());
    }

    @Test
    void aCompletionListenerIsCalledOnceWhateverTheObjectRefuses() throws Exception {
        refuseEverythingThatIsWrittenBack(new AbstractMethodError("setJMSDeliveryTime"));
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        Message message = foreign();
        try (Session session = auto()) {
            MessageProducer producer = session.createProducer(session.createQueue("foreign"));
            for (int i = 0; i < 2; i++) {
                producer.send(message, new OnCompletion(told::add, told::add));
            }
        }
        assertEquals(2, told.size());
        assertSame(message, take(told));
        assertEquals("[hello, hello]", drain("foreign").toString());
    }

    @Test
    void aCorrelationIdGivenAsBytesIsKept() throws JMSException {
        byte[] id = {0, -1, 7};
        answers.put("getJMSCorrelationIDAsBytes", id);
        assertArrayEquals(id, passed().getJMSCorrelationIDAsBytes());
        answers.put("getJMSCorrelationID", new JMSException("only bytes"));
        assertArrayEquals(id, passed().getJMSCorrelationIDAsBytes());
    }

    @Test
    void aCorrelationIdGivenAsTextIsKeptWhereBytesAreNotSupported() throws JMSException {
        answers.put("getJMSCorrelationID", "seven");
        answers.put("getJMSCorrelationIDAsBytes", new UnsupportedOperationException());
        assertEquals("seven", passed().getJMSCorrelationID());
        answers.remove("getJMSCorrelationID");
        assertNull(passed().getJMSCorrelationID());
    }

    @Test
    void aReplyToThatIsNoDestinationHereIsDropped() throws JMSException {
        answers.put("getJMSReplyTo", new Destination() {});
        assertNull(passed().getJMSReplyTo());
        answers.put("getJMSReplyTo", auto().createQueue("replies"));
        assertEquals(auto().createQueue("replies"), passed().getJMSReplyTo());
    }

    @Test
    void oneThatDoesNotBehaveIsRefused() throws JMSException {
        answers.put("getText", new IndexOutOfBoundsException("odd"));
        assertRefused("odd");
        answers.put("getText", "hello");
        names = Collections.enumeration(List.of(7));
        assertRefused("Integer");
        names = null;
        assertRefused("cannot be read");
        try (Session session = auto()) {
            assertNull(consumer(session, "foreign").receiveNoWait());
        }
    }

    private void assertRefused(String word) {
        String refusal =
                assertThrows(MessageFormatException.class, this::passed).getMessage();
        assertTrue(refusal.contains(word), refusal);
    }

    @Test
    void aReplyToThatIsNoDestinationIsRefusedInOurMessagesAndDroppedInOthers() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("foreign"));
        for (String name : List.of("a\nb", "x\u0000", "y".repeat(1_001), "\uD83D", " ", "orders?delay=never")) {
            assertThrows(InvalidDestinationException.class, () -> session.createQueue(name));
            assertThrows(InvalidOptionException.class, () -> new LeaseMQQueue(name));
            Queue queue = () -> name;
            Message own = session.createMessage();
            own.setJMSReplyTo(queue);
            assertThrows(InvalidDestinationException.class, () -> producer.send(own));
            answers.put("getJMSReplyTo", queue);
            assertNull(passed().getJMSReplyTo());
        }
        for (String name : List.of("\uD83D", " ")) {
            assertThrows(InvalidDestinationException.class, () -> session.createTopic(name));
            Topic topic = () -> name;
            Message own = session.createMessage();
            own.setJMSReplyTo(topic);
            assertThrows(InvalidDestinationException.class, () -> producer.send(own));
            answers.put("getJMSReplyTo", topic);
            assertNull(passed().getJMSReplyTo());
        }
    }
}
