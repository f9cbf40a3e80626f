package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What users may do by their roles, as applications see it. */
class RolesTest {
    private static final String USERS = """
            shop=s
            desk=d
            boss=b

            [role shops]
            members = shop
            send = queue:orders, topic:news
            receive = topic:prices

            [role desks]
            members = desk
            receive = queue:orders
            browse = queue:orders
            create = queue:orders*

            [role bosses]
            members = boss
            send = *
            receive = *
            browse = *
            create = *
            manage = *
            """;

    @TempDir
    private Path directory;

    private LeaseMQConnectionFactory factory;

    @BeforeEach
    void open() throws IOException {
        factory = new LeaseMQConnectionFactory("leasemq:mem:roles", JmsTest.newEngines());
        factory.setUsersFile(
                Files.writeString(directory.resolve("users"), USERS).toString());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static void denied(Executable call) {
        JMSSecurityRuntimeException refusal = assertThrows(JMSSecurityRuntimeException.class, call);
        assertEquals("LEASEMQ-ACCESS-DENIED", refusal.getErrorCode());
    }

    @Test
    void eachDoesWhatHisRolesSayAndNothingElse() {
        try (JMSContext desk = factory.createContext("desk", "d");
                JMSContext shop = factory.createContext("shop", "s")) {
            Queue orders = shop.createQueue("orders");
            denied(() -> shop.createProducer().send(orders, "before there is such a queue"));
            JMSConsumer consumer = desk.createConsumer(orders);
            shop.createProducer().send(orders, "one");
            shop.createProducer().send(shop.createTopic("news"), "heard by nobody");
            assertEquals("one", consumer.receiveBody(String.class, 10_000));
            denied(() -> shop.createConsumer(orders).receive(1));
            assertThrows(
                    JMSSecurityException.class, () -> shop.createBrowser(orders).getEnumeration());
            denied(() -> shop.createProducer().send(shop.createQueue("other"), "m"));
            denied(() -> shop.createProducer().send(shop.createTopic("prices"), "m"));
            denied(() -> desk.createProducer().send(orders, "m"));
            denied(() -> desk.createConsumer(desk.createTopic("prices")));
            denied(() -> desk.createConsumer(desk.createQueue("other")));
        }
    }

    @Test
    void aTransactionSaysWhatMayNotBeSentWhenItIsSent() throws JMSException {
        try (Connection boss = factory.createConnection("boss", "b");
                Connection shop = factory.createConnection("shop", "s")) {
            Session admin = boss.createSession();
            admin.createProducer(admin.createQueue("orders")).send(admin.createMessage());
            admin.createProducer(admin.createQueue("other")).send(admin.createMessage());
            Session session = shop.createSession(Session.SESSION_TRANSACTED);
            session.createProducer(session.createQueue("orders")).send(session.createMessage());
            JMSSecurityException refusal = assertThrows(
                    JMSSecurityException.class,
                    () -> session.createProducer(session.createQueue("other")).send(session.createMessage()));
            assertEquals("LEASEMQ-ACCESS-DENIED", refusal.getErrorCode());
            session.commit();
        }
    }

    @Test
    void whoGivesNoNameHasNoRights() {
        try (JMSContext nobody = factory.createContext()) {
            denied(() -> nobody.createProducer().send(nobody.createTopic("news"), "m"));
        }
    }

    @Test
    void requestsAreAnsweredByWhoMayOnlyReceive() throws JMSException {
        try (JMSContext boss = factory.createContext("boss", "b");
                JMSContext desk = factory.createContext("desk", "d");
                JMSContext shop = factory.createContext("shop", "s")) {
            JMSConsumer requests = desk.createConsumer(desk.createQueue("orders"));
            Queue replies = shop.createTemporaryQueue();
            JMSConsumer answers = shop.createConsumer(replies);
            shop.createProducer().setJMSReplyTo(replies).send(shop.createQueue("orders"), "?");
            Message request = requests.receive(10_000);
            desk.createProducer().send(request.getJMSReplyTo(), "!");
            assertEquals("!", answers.receiveBody(String.class, 10_000));
            assertNotNull(boss.createBrowser(boss.createQueue("orders")));
        }
    }

    @Test
    void aListenerThatMayNotReceiveIsToldToTheConnection() throws Exception {
        try (Connection boss = factory.createConnection("boss", "b");
                Connection shop = factory.createConnection("shop", "s")) {
            Session admin = boss.createSession();
            admin.createProducer(admin.createQueue("orders")).send(admin.createMessage());
            BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
            shop.setExceptionListener(told::add);
            Session session = shop.createSession();
            session.createConsumer(session.createQueue("orders")).setMessageListener(message -> {});
            shop.start();
            assertEquals("LEASEMQ-ACCESS-DENIED", told.take().getErrorCode());
            assertTrue(told.isEmpty());
        }
    }

    @Test
    void subscriptionsGetWhatMayBeReceived() {
        try (JMSContext boss = factory.createContext("boss", "b");
                JMSContext shop = factory.createContext("shop", "s")) {
            shop.setClientID("shop-1");
            JMSConsumer prices = shop.createConsumer(shop.createTopic("prices"));
            boss.createProducer().send(boss.createTopic("prices"), "3");
            assertEquals("3", prices.receiveBody(String.class, 10_000));
            denied(() -> shop.createDurableConsumer(shop.createTopic("prices"), "lasting"));
            denied(() -> shop.createConsumer(shop.createTopic("news")));
        }
    }

    @Test
    void twoUsersOfOneProcessHaveTheirOwnTransactionsAndClientIds() throws JMSException {
        try (JMSContext boss = factory.createContext("boss", "b", JMSContext.SESSION_TRANSACTED);
                JMSContext desk = factory.createContext("desk", "d", JMSContext.SESSION_TRANSACTED)) {
            boss.setClientID("one");
            assertThrows(jakarta.jms.InvalidClientIDRuntimeException.class, () -> desk.setClientID("one"));
            JMSConsumer consumer = desk.createConsumer(desk.createQueue("orders"));
            boss.createProducer().send(boss.createQueue("orders"), "m");
            assertNull(consumer.receiveNoWait());
            boss.commit();
            assertNotNull(consumer.receive(10_000));
            desk.rollback();
            Message again = consumer.receive(10_000);
            assertTrue(again.getJMSRedelivered());
            desk.commit();
        }
    }
}
