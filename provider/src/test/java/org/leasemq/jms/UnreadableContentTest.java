package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.Serializable;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.ForwardingStore;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.thread.DaemonThreads;

/** A message whose content the disk does not give was given to nobody: others come first, and it is not counted. */
@Timeout(60)
class UnreadableContentTest {
    /** More than stays in memory. */
    private static final byte[] LARGE = new byte[2 << 20];

    private final SettableClock clock = new SettableClock();
    private volatile boolean refusesReads;
    private final EmbeddedEngines engines = new EmbeddedEngines(
            (place, options, time) -> new Disk(new DerbyStores().open(place, options, time)),
            new DaemonThreads("test"),
            clock);
    private final LeaseMQConnectionFactory factory =
            new LeaseMQConnectionFactory("leasemq:mem:" + UUID.randomUUID() + "?memory-budget=1MB", engines);

    private final class Disk extends ForwardingStore {
        Disk(Store store) {
            super(store);
        }

        @Override
        public List<Change.Storing> read(long location) {
            if (refusesReads) {
                throw new StoreException("The disk gives nothing");
            }
            return super.read(location);
        }
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void aSecondPasses() {
        clock.advance(Duration.ofSeconds(1));
        engines.timeChanged();
    }

    private static int count(Message message) throws JMSException {
        return message.getIntProperty("JMSXDeliveryCount");
    }

    @Test
    void whoReceivesIsToldAndOthersComeFirst() throws JMSException {
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("orders?max-receive-count=2"))) {
            context.createProducer().send(context.createQueue("orders"), LARGE);
            for (int i = 0; i < 5; i++) {
                refusesReads = true;
                assertThrows(JMSRuntimeException.class, consumer::receiveNoWait);
                refusesReads = false;
                assertNull(consumer.receiveNoWait());
                context.createProducer().send(context.createQueue("orders"), "small");
                assertEquals("small", consumer.receiveBodyNoWait(String.class));
                aSecondPasses();
            }
            assertEquals(1, count(consumer.receiveNoWait()));
        }
    }

    @Test
    void whoBrowsesIsToldOfEachThatCannotBeReadAndGoesOnBehindIt() throws JMSException {
        try (JMSContext context = factory.createContext()) {
            Queue orders = context.createQueue("orders");
            Serializable[] inOrder = {"a", "b", LARGE, "c", LARGE, "d"};
            for (int i : new int[] {2, 4, 0, 1, 3, 5}) { // what comes behind something large stays in memory
                context.createProducer().setPriority(9 - i).send(orders, context.createObjectMessage(inOrder[i]));
            }
            Enumeration<?> messages = context.createBrowser(orders).getEnumeration();
            refusesReads = true;
            assertEquals("a", body(messages));
            assertEquals("b", body(messages));
            JMSRuntimeException e = assertThrows(JMSRuntimeException.class, messages::hasMoreElements);
            assertEquals("LEASEMQ-STORE-FAILED", e.getErrorCode());
            assertEquals("c", body(messages));
            refusesReads = false;
            assertArrayEquals(LARGE, (byte[]) body(messages));
            assertEquals("d", body(messages));
            assertFalse(messages.hasMoreElements());
        }
    }

    private static Object body(Enumeration<?> messages) throws JMSException {
        return ((Message) messages.nextElement()).getBody(Serializable.class);
    }

    @Test
    void aListenerGetsItUncountedWhenTheDiskGivesAgain() throws Exception {
        LinkedBlockingQueue<Message> received = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<JMSException> errors = new LinkedBlockingQueue<>();
        try (JMSContext context = factory.createContext()) {
            context.setExceptionListener(errors::add);
            refusesReads = true;
            context.createConsumer(context.createQueue("orders?max-receive-count=2"))
                    .setMessageListener(received::add);
            context.createProducer().send(context.createQueue("orders"), LARGE);
            for (int i = 0; i < 5; i++) {
                errors.take();
                aSecondPasses();
            }
            errors.take();
            refusesReads = false;
            aSecondPasses();
            assertEquals(1, count(received.poll(30, TimeUnit.SECONDS)));
        }
    }
}
