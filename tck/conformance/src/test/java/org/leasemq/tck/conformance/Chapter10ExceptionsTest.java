package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 10 Exceptions: those that have to be thrown, in both APIs. */
class Chapter10ExceptionsTest extends ConformanceTest {
    private static final String WRONG_SELECTOR = "p = AND";

    private static void assertTells(Class<? extends JMSException> type, Executable action) {
        assertNotNull(assertThrows(type, action).getMessage());
    }

    private static void assertTellsAtRuntime(Class<? extends JMSRuntimeException> type, Executable action) {
        assertNotNull(assertThrows(type, action).getMessage());
    }

    @Section("10.2")
    @Test
    void everyExceptionSaysWhatHappened() throws JMSException {
        assertTells(IllegalStateException.class, session::commit);
        assertTells(InvalidSelectorException.class, () -> session.createConsumer(queue, WRONG_SELECTOR));
        Session closed = another().createSession();
        closed.close();
        assertTells(IllegalStateException.class, closed::createMessage);
        try (JMSContext context = factory.createContext()) {
            assertTellsAtRuntime(IllegalStateRuntimeException.class, context::commit);
            assertTellsAtRuntime(
                    InvalidSelectorRuntimeException.class, () -> context.createConsumer(queue, WRONG_SELECTOR));
        }
    }

    @Section("10.3")
    @Test
    void whatIsNotPossibleNowIsAnIllegalState() throws JMSException {
        assertThrows(IllegalStateException.class, session::commit);
        try (JMSContext context = factory.createContext()) {
            assertThrows(IllegalStateRuntimeException.class, context::rollback);
        }
        try (TopicConnection own = ((TopicConnectionFactory) factory).createTopicConnection();
                TopicSession only = own.createTopicSession(false, Session.AUTO_ACKNOWLEDGE)) {
            assertThrows(IllegalStateException.class, () -> only.createBrowser(queue));
        }
    }

    @Section("10.3")
    @Test
    void aWrongPasswordIsASecurityProblem() {
        assertThrows(JMSSecurityException.class, () -> factory.createConnection("alice", "wrong"));
        assertThrows(JMSSecurityRuntimeException.class, () -> factory.createContext("alice", "wrong"));
    }

    @Section("10.3")
    @Test
    void aClientIdThatIsInUseIsInvalid() throws JMSException {
        client(unique("id"));
        try (Connection second = factory.createConnection();
                JMSContext context = factory.createContext()) {
            assertThrows(InvalidClientIDException.class, () -> second.setClientID(unique("id")));
            assertThrows(InvalidClientIDRuntimeException.class, () -> context.setClientID(unique("id")));
        }
    }

    @Section("10.3")
    @Test
    void aDestinationThatIsMissingIsInvalid() throws JMSException {
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
        assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null));
        assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(unique("nothing")));
        try (MessageProducer anonymous = session.createProducer(null);
                JMSContext context = factory.createContext()) {
            Message message = session.createMessage();
            assertThrows(InvalidDestinationException.class, () -> anonymous.send(null, message));
            assertThrows(
                    InvalidDestinationRuntimeException.class,
                    () -> context.createProducer().send(null, message));
            assertThrows(InvalidDestinationRuntimeException.class, () -> context.unsubscribe(unique("nothing")));
        }
    }

    @Section("10.3")
    @Test
    void aDestinationThatIsGoneIsInvalid() throws JMSException {
        unlessDepartureIs("end of a temporary queue");
        TemporaryQueue gone = session.createTemporaryQueue();
        gone.delete();
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(gone));
    }

    @Section("10.3")
    @Test
    void aWrongSelectorIsInvalidWhereverItIsGiven() throws JMSException {
        Session own = client(unique("c")).createSession();
        assertThrows(InvalidSelectorException.class, () -> own.createConsumer(queue, WRONG_SELECTOR));
        assertThrows(InvalidSelectorException.class, () -> own.createConsumer(topic, WRONG_SELECTOR, true));
        assertThrows(InvalidSelectorException.class, () -> own.createBrowser(queue, WRONG_SELECTOR));
        assertThrows(InvalidSelectorException.class, () -> own.createSharedConsumer(topic, "s", WRONG_SELECTOR));
        assertThrows(
                InvalidSelectorException.class, () -> own.createDurableConsumer(topic, "d", WRONG_SELECTOR, false));
        assertThrows(
                InvalidSelectorException.class, () -> own.createDurableSubscriber(topic, "d", WRONG_SELECTOR, false));
        assertThrows(InvalidSelectorException.class, () -> own.createSharedDurableConsumer(topic, "s", WRONG_SELECTOR));
    }

    @Section("10.3")
    @Test
    void readingBehindTheEndIsReported() throws JMSException {
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeByte((byte) 7);
        bytes.reset();
        assertThrows(MessageEOFException.class, bytes::readInt);
        StreamMessage stream = session.createStreamMessage();
        stream.reset();
        assertThrows(MessageEOFException.class, stream::readInt);
        assertThrows(MessageEOFException.class, stream::readObject);
    }

    @Section("10.3")
    @Test
    void whatAMessageCannotHoldIsOfAWrongFormat() throws JMSException {
        StreamMessage stream = session.createStreamMessage();
        MapMessage map = session.createMapMessage();
        BytesMessage bytes = session.createBytesMessage();
        assertThrows(MessageFormatException.class, () -> stream.writeObject(new Object()));
        assertThrows(MessageFormatException.class, () -> map.setObject("o", new Object()));
        assertThrows(MessageFormatException.class, () -> bytes.writeObject(new Object()));
        assertThrows(MessageFormatException.class, () -> map.setObjectProperty("o", new Object()));
    }

    @Section("10.3")
    @Test
    void whatIsReadAsAnotherTypeIsOfAWrongFormat() throws JMSException {
        StreamMessage stream = session.createStreamMessage();
        stream.writeBoolean(true);
        stream.reset();
        assertThrows(MessageFormatException.class, stream::readShort);
        MapMessage map = session.createMapMessage();
        map.setBoolean("b", true);
        assertThrows(MessageFormatException.class, () -> map.getShort("b"));
        map.setBooleanProperty("b", true);
        assertThrows(MessageFormatException.class, () -> map.getShortProperty("b"));
        TextMessage text = session.createTextMessage("text");
        assertThrows(MessageFormatException.class, () -> text.getBody(Integer.class));
    }

    @Section("10.3")
    @Test
    void aTextThatIsNoNumberIsANumberFormatProblem() throws JMSException {
        StreamMessage stream = session.createStreamMessage();
        stream.writeString("seven");
        stream.reset();
        assertThrows(NumberFormatException.class, stream::readInt);
        MapMessage map = session.createMapMessage();
        map.setString("s", "seven");
        assertThrows(NumberFormatException.class, () -> map.getLong("s"));
        map.setStringProperty("s", "seven");
        assertThrows(NumberFormatException.class, () -> map.getByteProperty("s"));
    }

    @Section("10.3")
    @Test
    void aMessageThatIsBeingWrittenCannotBeRead() throws JMSException {
        BytesMessage bytes = session.createBytesMessage();
        assertThrows(MessageNotReadableException.class, bytes::readByte);
        assertThrows(MessageNotReadableException.class, bytes::getBodyLength);
        StreamMessage stream = session.createStreamMessage();
        assertThrows(MessageNotReadableException.class, stream::readByte);
        assertThrows(MessageNotReadableException.class, stream::readObject);
    }

    @Section("10.3")
    @Test
    void aMessageThatWasReceivedCannotBeWritten() throws JMSException {
        TextMessage text = exchange(session.createTextMessage("text"));
        assertThrows(MessageNotWriteableException.class, () -> text.setText("other"));
        assertThrows(MessageNotWriteableException.class, () -> text.setIntProperty("p", 1));
        MapMessage map = exchange(session.createMapMessage());
        assertThrows(MessageNotWriteableException.class, () -> map.setInt("i", 1));
    }

    @Section("10.3")
    @Test
    void propertiesOfAProducerNeedAMessageThatCanBeWritten() throws JMSException {
        Message received = exchange(session.createTextMessage("text"));
        try (JMSContext context = factory.createContext()) {
            JMSProducer producer = context.createProducer().setProperty("p", 1);
            assertThrows(MessageNotWriteableRuntimeException.class, () -> producer.send(queue, received));
        }
        assertHolds();
    }

    @Section("10.3")
    @Test
    void contextsReportWrongFormats() {
        try (JMSContext context = factory.createContext()) {
            JMSProducer producer = context.createProducer();
            assertThrows(MessageFormatRuntimeException.class, () -> producer.setProperty("o", new Object()));
            producer.setProperty("b", true);
            assertThrows(MessageFormatRuntimeException.class, () -> producer.getIntProperty("b"));
        }
    }

    @Section("10.3")
    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void aRefusedCallLeavesTheSessionUsable(int mode) throws JMSException {
        try (Session own = inMode(mode)) {
            assertThrows(IllegalStateException.class, own::rollback);
            assertThrows(InvalidSelectorException.class, () -> own.createConsumer(queue, WRONG_SELECTOR));
            own.createProducer(queue).send(own.createTextMessage("one"));
            assertEquals("one", text(receive(own.createConsumer(queue))));
        }
        assertHolds();
    }

    @Section("3.12")
    @Test
    void nullIsNoBytes() throws JMSException {
        BytesMessage bytes = session.createBytesMessage();
        assertThrows(NullPointerException.class, () -> bytes.writeObject(null));
    }

    @Section("3.12")
    @Test
    void bytesAreCopiedIntoAMessageAndOutOfIt() throws JMSException {
        unlessDepartureIs("copies of bytes");
        byte[] given = {1, 2, 3};
        MapMessage map = session.createMapMessage();
        map.setBytes("b", given);
        map.setObject("o", given);
        given[0] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, map.getBytes("b"));
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) map.getObject("o"));
        map.getBytes("b")[0] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, map.getBytes("b"));
    }
}
