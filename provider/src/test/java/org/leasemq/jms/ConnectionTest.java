package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.jndi.LeaseMQInitialContextFactory;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

class ConnectionTest extends JmsTest {

    @Test
    void theClientIdIsSetOnceAndFirst() throws JMSException {
        try (Connection fresh = factory.createConnection()) {
            fresh.setClientID("one");
            assertEquals("one", fresh.getClientID());
            assertThrows(IllegalStateException.class, () -> fresh.setClientID("two"));
        }
        assertThrows(IllegalStateException.class, () -> connection.setClientID("late"));
    }

    @Test
    void twoOpenConnectionsCannotHaveTheSameClientId() throws JMSException {
        Connection first = factory.createConnection();
        first.setClientID("same");
        try (Connection second = factory.createConnection()) {
            assertThrows(InvalidClientIDException.class, () -> second.setClientID("same"));
            assertThrows(InvalidClientIDException.class, () -> second.setClientID(""));
            first.close();
            second.setClientID("same");
        }
    }

    @Test
    void aConfiguredClientIdCannotBeChanged() throws JMSException {
        factory.setClientId("configured");
        try (Connection fresh = factory.createConnection()) {
            assertEquals("configured", fresh.getClientID());
            assertThrows(IllegalStateException.class, () -> fresh.setClientID("other"));
            assertThrows(InvalidClientIDException.class, factory::createConnection);
        }
    }

    @Test
    void theMetaDataSayWhatThisIs() throws JMSException {
        ConnectionMetaData data = connection.getMetaData();
        assertEquals("3.1", data.getJMSVersion());
        assertEquals("LeaseMQ", data.getJMSProviderName());
        assertEquals("0.1", data.getProviderVersion());
        assertEquals(
                Set.of("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount"),
                Set.copyOf(Collections.list((Enumeration<?>) data.getJMSXPropertyNames())));
    }

    @Test
    void sessionModesAreCheckedAndTold() throws JMSException {
        assertThrows(JMSException.class, () -> connection.createSession(4));
        assertThrows(JMSException.class, () -> connection.createSession(false, Session.SESSION_TRANSACTED));
        assertEquals(
                Session.SESSION_TRANSACTED, connection.createSession(true, 17).getAcknowledgeMode());
        for (int mode : new int[] {0, 1, 2, 3}) {
            Session session = connection.createSession(mode);
            assertEquals(mode, session.getAcknowledgeMode());
            assertEquals(mode == 0, session.getTransacted());
        }
    }

    @Test
    void subscriptionsAreWrongOnAQueueConnection() throws JMSException {
        try (QueueConnection queues = factory.createQueueConnection()) {
            assertThrows(
                    IllegalStateException.class,
                    () -> queues.createDurableConnectionConsumer(null, "s", null, null, 1));
            assertThrows(
                    IllegalStateException.class, () -> queues.createSharedConnectionConsumer(null, "s", null, null, 1));
        }
    }

    @Test
    void aSessionThatWasBeingMadeWhenItsConnectionClosedIsClosedToo() throws JMSException {
        ConnectionCore core = new ConnectionCore(
                ENGINES.open(PLACE, OptionValues.defaults()), OptionValues.defaults(), new OwnDestinations());
        SessionCore session = core.openSession(Session.AUTO_ACKNOWLEDGE);
        AtomicInteger ended = new AtomicInteger();
        core.close();
        assertThrows(IllegalStateException.class, () -> core.add(session, ended::incrementAndGet));
        assertEquals(1, ended.get());
        assertThrows(IllegalStateException.class, session::checkOpen);
        assertThrows(IllegalStateException.class, () -> core.claimClientId("late"));
    }

    @Test
    void anyUserIsLetIn() throws JMSException {
        factory.createConnection("anybody", "any password").close();
        factory.createQueueConnection("anybody", null).close();
    }

    @Test
    void factoriesThatNameTheSamePlaceShareOneEngine() throws JMSException {
        send("orders", "one");
        try (var second = new LeaseMQConnectionFactory("leasemq:mem:jms-tests?visibility-timeout=1s", ENGINES);
                Connection other = second.createConnection();
                Session session = other.createSession()) {
            other.start();
            assertEquals("one", next(consumer(session, "orders")));
        }
    }

    @Test
    void engineOptionsThatContradictAreRefused() {
        var second = new LeaseMQConnectionFactory("leasemq:mem:jms-tests?background-delay=7ms", ENGINES);
        JMSException refusal = assertThrows(JMSException.class, second::createConnection);
        assertTrue(refusal.getMessage().contains("background-delay=2ms"), refusal.getMessage());
        assertInstanceOf(InvalidOptionException.class, refusal.getCause());
    }

    @Test
    void everyOptionHasASetter() {
        Set<String> setters = Arrays.stream(LeaseMQConnectionFactory.class.getMethods())
                .map(method -> method.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (Option<?> option : Options.all()) {
            assertTrue(setters.contains("set" + option.name().replace("-", "")), option.name());
        }
    }

    @Test
    void aFactoryWithoutAUrlSaysSo() {
        JMSException refusal =
                assertThrows(JMSException.class, () -> new LeaseMQConnectionFactory().createConnection());
        assertTrue(refusal.getMessage().contains("URL is missing"), refusal.getMessage());
        assertThrows(InvalidOptionException.class, () -> new LeaseMQConnectionFactory("tcp://localhost"));
        assertThrows(InvalidOptionException.class, () -> factory.setDelay(Duration.ofDays(1)));
        assertThrows(InvalidOptionException.class, () -> factory.setUrl("leasemq:mem:elsewhere"));
    }

    @Test
    void aFactorySurvivesSerializationAndReferences() throws Exception {
        factory.setMaxReceiveCount(3);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(factory);
            out.writeObject(new LeaseMQQueue("orders?delay=1s"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            check((LeaseMQConnectionFactory) in.readObject());
            assertEquals("orders?delay=1s", ((LeaseMQQueue) in.readObject()).getAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        check((LeaseMQConnectionFactory) made(factory.getReference()));
        assertEquals(new LeaseMQQueue("orders"), made(new LeaseMQQueue("orders").getReference()));
    }

    private static void check(LeaseMQConnectionFactory copy) {
        assertEquals("leasemq:mem:jms-tests", copy.getUrl());
        assertEquals(3, copy.options().get(Options.MAX_RECEIVE_COUNT));
    }

    private static Object made(Reference reference) throws NamingException {
        reference.add(new StringRefAddr("auth", "Container"));
        return new LeaseMQObjectFactory().getObjectInstance(reference, null, null, new Hashtable<>());
    }

    @Test
    void noSetterTakesNothingForSomething() throws Exception {
        List<String> refused = new ArrayList<>();
        for (Option<?> option : Options.all()) {
            String letters = option.name().replace("-", "");
            Method setter = Arrays.stream(LeaseMQConnectionFactory.class.getMethods())
                    .filter(method -> method.getName().equalsIgnoreCase("set" + letters))
                    .findFirst()
                    .orElseThrow();
            if (setter.getParameterTypes()[0].isPrimitive()) {
                continue;
            }
            try {
                setter.invoke(factory, (Object) null);
            } catch (InvocationTargetException e) {
                assertInstanceOf(InvalidOptionException.class, e.getCause());
                String message = e.getCause().getMessage();
                assertTrue(message.startsWith("Option '" + option + "' cannot be 'null': expected "), message);
                refused.add(option.name());
            }
        }
        assertEquals(
                List.of(
                        "deduplication-interval",
                        "background-delay",
                        "connect-timeout",
                        "session-timeout",
                        "reconnect-timeout",
                        "term",
                        "takeover-timeout",
                        "redelivery-delay",
                        "trusted-packages",
                        "object-size-limit",
                        "visibility-timeout",
                        "delay",
                        "receive-wait",
                        "maximum-message-size",
                        "dead-letter-queue",
                        "deduplication-scope"),
                refused);
        assertThrows(InvalidOptionException.class, () -> factory.setOption("delay", null));
        assertThrows(InvalidOptionException.class, () -> factory.setOption(null, "1s"));
        assertThrows(InvalidOptionException.class, () -> factory.setUrl(null));
    }

    @Test
    @SuppressWarnings("BanJNDI") // names of this test only
    void administeredObjectsAreFoundByName() throws Exception {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, LeaseMQInitialContextFactory.class.getName());
        environment.put(Context.PROVIDER_URL, "leasemq:mem:names");
        environment.put("connectionFactory.Reports", "leasemq:mem:reports?delay=1s");
        environment.put("connectionfactory.lower", "leasemq:mem:reports");
        environment.put("queue.jms/Orders", "orders.fifo?max-receive-count=3");
        environment.put("topic.jms/Prices", "prices");
        Context context = new InitialContext(environment);
        assertInstanceOf(LeaseMQConnectionFactory.class, context.lookup("ConnectionFactory"));
        assertSame(context.lookup("ConnectionFactory"), context.lookup("QueueConnectionFactory"));
        assertEquals("leasemq:mem:reports?delay=1s", ((LeaseMQConnectionFactory) context.lookup("Reports")).getUrl());
        assertEquals(new LeaseMQQueue("orders.fifo"), context.lookup("jms/Orders"));
        assertEquals(new LeaseMQQueue("any/thing"), context.lookup("dynamicQueues/any/thing"));
        assertEquals(new LeaseMQTopic("prices"), context.lookup("jms/Prices"));
        assertEquals(new LeaseMQTopic("any/thing"), context.lookup("dynamicTopics/any/thing"));
        assertInstanceOf(LeaseMQConnectionFactory.class, context.lookup("TopicConnectionFactory"));
        assertInstanceOf(LeaseMQXAConnectionFactory.class, context.lookup("XAConnectionFactory"));
        assertEquals(8, Collections.list(context.list("")).size());
        NamingException refusal = assertThrows(NameNotFoundException.class, () -> context.lookup("Order"));
        assertTrue(refusal.getMessage().contains("jms/Orders"), refusal.getMessage());
        environment.put("connectionFactory.Wrong", "leasemq:mem:x?dellay=1s");
        refusal = assertThrows(NamingException.class, () -> new InitialContext(environment));
        assertTrue(refusal.getMessage().contains("'delay'"), refusal.getMessage());
        context.close();
        assertEquals(
                List.of(),
                List.copyOf(org.leasemq.embedded.EmbeddedEngines.ofThisProcess().places()));
    }
}
