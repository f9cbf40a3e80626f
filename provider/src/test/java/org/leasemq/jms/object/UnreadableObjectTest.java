package org.leasemq.jms.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.log.Unprintable;

/** Objects whose reading ends in whatever their classes throw: who receives the body alone loses none. */
class UnreadableObjectTest extends JmsTest {
    private static Supplier<Throwable> trouble;

    private final Queue orders = new LeaseMQQueue("orders");
    private LeaseMQConnectionFactory trusting;

    private static final class Order implements Serializable {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("UnusedVariable") // that of serialization
        private void readObject(ObjectInputStream in) {
            UnreadableObjectTest.<RuntimeException>raise(trouble.get());
        }
    }

    @SuppressWarnings("unchecked") // so that anything can leave
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @BeforeEach
    void send() {
        trouble = () -> new AssertionError("cannot be read");
        trusting = new LeaseMQConnectionFactory(PLACE + "?trusted-packages=org.leasemq.jms.object", ENGINES);
        try (JMSContext context = trusting.createContext()) {
            context.createProducer().send(orders, new Order());
        }
    }

    @AfterEach
    void close() {
        trusting.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE})
    void anErrorIsAsIfTheBodyHadNotBeenAskedFor(int mode) throws JMSException {
        try (JMSContext context = trusting.createContext(mode);
                JMSConsumer consumer = context.createConsumer(orders)) {
            for (int i = 0; i < 2; i++) {
                assertThrows(AssertionError.class, () -> consumer.receiveBodyNoWait(Serializable.class));
            }
            trouble = OutOfMemoryError::new;
            assertThrows(OutOfMemoryError.class, () -> consumer.receiveBodyNoWait(Serializable.class));
            Message message = consumer.receiveNoWait();
            assertNotNull(message);
            assertFalse(message.getJMSRedelivered());
            assertNull(consumer.receiveNoWait());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.CLIENT_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED})
    void afterAnErrorTheMessageCountsAsReceivedWhereTheApplicationAcknowledges(int mode) throws JMSException {
        try (JMSContext context = trusting.createContext(mode);
                JMSConsumer consumer = context.createConsumer(orders)) {
            assertThrows(AssertionError.class, () -> consumer.receiveBodyNoWait(Serializable.class));
            assertNull(consumer.receiveNoWait());
            if (context.getTransacted()) {
                context.rollback();
            } else {
                context.recover();
            }
            Message again = consumer.receiveNoWait();
            assertNotNull(again);
            assertTrue(again.getJMSRedelivered());
        }
    }

    @Test
    void anErrorOfTheClassLoaderLosesNothingEither() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            public Class<?> loadClass(String name) {
                throw new AssertionError(name);
            }
        });
        try (JMSContext context = trusting.createContext();
                JMSConsumer consumer = context.createConsumer(orders)) {
            assertThrows(AssertionError.class, () -> consumer.receiveBodyNoWait(Serializable.class));
            assertNotNull(consumer.receiveNoWait());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void anExceptionWithoutWordsIsOneOfFormatAsEveryOther() {
        trouble = Unprintable.FAILING::make;
        try (JMSContext context = trusting.createContext();
                JMSConsumer consumer = context.createConsumer(orders)) {
            MessageFormatRuntimeException refusal = assertThrows(
                    MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Serializable.class));
            assertTrue(refusal.getMessage().contains(Unprintable.class.getName()), refusal.getMessage());
            assertEquals("LEASEMQ-MESSAGE-FORMAT", refusal.getErrorCode());
        }
    }
}
