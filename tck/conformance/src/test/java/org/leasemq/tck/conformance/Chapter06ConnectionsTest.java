package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 6.1 Connections, and the contexts that stand for them. */
class Chapter06ConnectionsTest extends ConformanceTest {

    @Section("6.1.1")
    @Test
    void whoGivesTheRightPasswordIsLetInAndNobodyElse() throws JMSException {
        factory.createConnection("alice", "secret").close();
        factory.createContext("alice", "secret").close();
        assertThrows(JMSSecurityException.class, () -> factory.createConnection("alice", "wrong"));
        assertThrows(JMSSecurityException.class, () -> factory.createConnection("mallory", "secret"));
        assertThrows(JMSSecurityRuntimeException.class, () -> factory.createContext("alice", "wrong"));
    }

    @Section("6.1.3")
    @Test
    void aConnectionDeliversNothingBeforeItIsStarted() throws JMSException {
        send(queue, "one");
        try (Connection stopped = factory.createConnection();
                Session reader = stopped.createSession();
                MessageConsumer consumer = reader.createConsumer(queue)) {
            assertEmpty(consumer);
            reader.createProducer(queue).send(reader.createTextMessage("two"));
            stopped.start();
            assertReceives(consumer, "one", "two");
        }
    }

    @Section("6.1.5")
    @Test
    void aStoppedConnectionDeliversNothingAndSends() throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            connection.stop();
            connection.stop();
            send(queue, "one");
            assertEmpty(consumer);
            connection.start();
            connection.start();
            assertReceives(consumer, "one");
        }
    }

    @Section("6.1.6")
    @Test
    void theMetaDataNameTheVersionsAndTheDefinedProperties() throws JMSException {
        ConnectionMetaData data = connection.getMetaData();
        assertEquals("3.1", data.getJMSVersion());
        assertEquals(3, data.getJMSMajorVersion());
        assertEquals(1, data.getJMSMinorVersion());
        assertNotNull(data.getJMSProviderName());
        assertNotNull(data.getProviderVersion());
        List<?> names = Collections.list((Enumeration<?>) data.getJMSXPropertyNames());
        assertTrue(names.containsAll(List.of("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount")), names.toString());
    }

    @Section("6.1.7")
    @Test
    void theExceptionListenerIsTheOneThatWasSet() throws JMSException {
        assertNull(connection.getExceptionListener());
        connection.setExceptionListener(failure -> {});
        assertNotNull(connection.getExceptionListener());
        connection.setExceptionListener(null);
        assertNull(connection.getExceptionListener());
    }

    @Section("6.1.8")
    @Test
    void everythingOfAClosedConnectionRefusesToWork() throws JMSException {
        Connection closed = another();
        Session own = closed.createSession();
        closed.close();
        closed.close();
        own.close();
        assertThrows(IllegalStateException.class, closed::createSession);
        assertThrows(IllegalStateException.class, closed::start);
        assertThrows(IllegalStateException.class, closed::stop);
        assertThrows(IllegalStateException.class, closed::getClientID);
        assertThrows(IllegalStateException.class, closed::getMetaData);
        assertThrows(IllegalStateException.class, closed::getExceptionListener);
        assertThrows(IllegalStateException.class, own::createMessage);
    }

    @Section("6.2")
    @ParameterizedTest
    @ValueSource(ints = {-1, 99})
    void aModeThatDoesNotExistIsRefused(int mode) {
        unlessDepartureIs("modes that do not exist");
        assertThrows(JMSException.class, () -> connection.createSession(mode));
        assertThrows(JMSRuntimeException.class, () -> factory.createContext(mode));
    }

    @Section("6.1.4")
    @Test
    void aContextStartsByItselfUnlessItIsToldNotTo() throws JMSException {
        send(queue, "one", "two");
        try (JMSContext context = factory.createContext()) {
            assertTrue(context.getAutoStart());
            assertEquals("one", context.createConsumer(queue).receiveBody(String.class, PATIENCE));
        }
        try (JMSContext context = factory.createContext()) {
            context.setAutoStart(false);
            var consumer = context.createConsumer(queue);
            assertNull(consumer.receiveNoWait());
            context.start();
            assertEquals("two", consumer.receiveBody(String.class, PATIENCE));
        }
    }

    @Section("6.2.10")
    @Test
    void aContextAcknowledgesAndRecovers() throws JMSException {
        send(queue, "one", "two");
        try (JMSContext context = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            var consumer = context.createConsumer(queue);
            assertEquals("one", text(consumer.receive(PATIENCE)));
            context.recover();
            assertEquals("one", text(consumer.receive(PATIENCE)));
            context.acknowledge();
        }
        assertHolds("two");
    }

    @Section("6.2.7")
    @Test
    void aContextCommitsAndRollsBack() throws JMSException {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(queue, "one");
            context.rollback();
            context.createProducer().send(queue, "two");
            context.commit();
            assertThrows(IllegalStateRuntimeException.class, context::recover);
        }
        assertHolds("two");
    }

    @Section("6.2.1")
    @Test
    void aContextThrowsTheRuntimeExceptions() {
        JMSContext context = factory.createContext();
        assertThrows(InvalidDestinationRuntimeException.class, () -> context.createConsumer(null));
        assertThrows(InvalidDestinationRuntimeException.class, () -> context.createBrowser(null));
        assertThrows(
                InvalidDestinationRuntimeException.class,
                () -> context.createProducer().send(null, "text"));
        assertThrows(IllegalStateRuntimeException.class, context::commit);
        assertThrows(IllegalStateRuntimeException.class, () -> context.createDurableConsumer(topic, "d"));
        context.close();
        context.close();
        assertThrows(IllegalStateRuntimeException.class, context::createMessage);
        assertThrows(IllegalStateRuntimeException.class, context::getTransacted);
    }

    @Section("6.1.8")
    @Test
    void contextsOfOneConnectionOutliveEachOther() throws JMSException {
        JMSContext first = factory.createContext();
        try (JMSContext second = first.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            first.close();
            second.createProducer().send(queue, "one");
        }
        assertHolds("one");
    }
}
