package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.access.UserLine;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Resumption;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.RawRequest;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.sqs.server.TestKeystore;
import org.leasemq.thread.DaemonThreads;

/** Programs elsewhere come as users, and do what these may. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsersTest extends RemoteFixture {
    private static final String ROLES = """
            [role shops]
            members = shop
            send = queue:orders
            create = queue:orders

            [role desks]
            members = desk
            receive = queue:orders
            """;

    @TempDir
    private Path directory;

    private static String line(String user, String password, int iterations) {
        return UserLine.of(user, password, user.repeat(16).substring(0, 16).getBytes(UTF_8), iterations) + "\n";
    }

    private String users(String lines) throws IOException {
        return Files.writeString(directory.resolve("users"), lines + ROLES).toString();
    }

    private void restart(ServerSettings settings) {
        server.close();
        server = SqsServer.start(settings, engines);
    }

    private void restartWithUsers() throws IOException {
        restart(settings().withUsersFile(users(line("shop", "s", 1000) + line("desk", "d", 1000))));
    }

    private LeaseMQConnectionFactory factory(String scheme) {
        return factory(scheme, port());
    }

    private static LeaseMQConnectionFactory factory(String scheme, int port) {
        EmbeddedEngines elsewhere = new EmbeddedEngines(
                new DerbyStores(), new DaemonThreads("leasemq-test-client"), EmbeddedEngines.systemClock());
        return new LeaseMQConnectionFactory(
                "leasemq:" + scheme + "://localhost:" + port + "?reconnect-timeout=1s", elsewhere);
    }

    private RawConnection asked(String user, String password) throws IOException {
        return asked(user, password, "");
    }

    private RawConnection asked(String user, String password, String more) throws IOException {
        RawConnection connection = raw();
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        connection.write(
                RawConnection.UPGRADE.replace("Host:", "Authorization: Basic " + both + "\r\n" + more + "Host:"));
        return connection;
    }

    @Test
    void eachDoesWhatHisRolesSayAndNothingElse() throws Exception {
        restartWithUsers();
        try (LeaseMQConnectionFactory one = factory("tcp");
                LeaseMQConnectionFactory other = factory("tcp")) {
            for (String[] wrong : new String[][] {{"shop", "d"}, {"desk", null}, {"mallory", "s"}, {null, null}}) {
                JMSException refusal =
                        assertThrows(JMSSecurityException.class, () -> one.createConnection(wrong[0], wrong[1]));
                assertEquals("LEASEMQ-ACCESS-DENIED", refusal.getErrorCode());
            }
            try (JMSContext shop = one.createContext("shop", "s");
                    JMSContext desk = other.createContext("desk", "d")) {
                shop.createProducer().send(shop.createQueue("orders"), "m");
                assertThrows(
                        JMSSecurityRuntimeException.class,
                        () -> shop.createProducer().send(shop.createQueue("other"), "m"));
                assertThrows(
                        JMSRuntimeException.class,
                        () -> shop.createConsumer(shop.createQueue("orders")).receive(1));
                assertThrows(
                        JMSSecurityRuntimeException.class,
                        () -> desk.createProducer().send(desk.createQueue("orders"), "m"));
                assertEquals(
                        "m", desk.createConsumer(desk.createQueue("orders")).receiveBody(String.class, 10_000));
            }
        }
    }

    private static RawConnection.Frame greeted(RawConnection connection, UUID session) throws IOException {
        assertTrue(connection.head().startsWith("HTTP/1.1 101 "));
        connection.write(RawConnection.hello(session, 10_000));
        return connection.next();
    }

    @Test
    void aSessionIsThatOfItsUser() throws IOException {
        restartWithUsers();
        UUID session = UUID.randomUUID();
        try (RawConnection shop = asked("shop", "s");
                RawConnection desk = asked("desk", "d");
                RawConnection again = asked("shop", "s")) {
            assertEquals(FrameType.WELCOME, greeted(shop, session).type());
            RawConnection.Frame refusal = greeted(desk, session);
            assertEquals(FrameType.REFUSED, refusal.type());
            assertTrue(refusal.text().contains("another user's"), refusal.text());
            assertEquals(FrameType.WELCOME, greeted(again, session).type());
        }
    }

    @Test
    void aSessionThatWasMissedForTooLongIsStillThatOfItsUser() throws IOException {
        restartWithUsers();
        UUID session = UUID.randomUUID();
        try (RawConnection shop = asked("shop", "s")) {
            assertEquals(FrameType.WELCOME, greeted(shop, session).type());
        }
        clock.advance(Duration.ofSeconds(30));
        try (RawConnection desk = asked("desk", "d");
                RawConnection again = asked("shop", "s")) {
            assertEquals(FrameType.REFUSED, greeted(desk, session).type());
            assertEquals(FrameType.WELCOME, greeted(again, session).type());
        }
    }

    private static byte[] secret(RawConnection connection, UUID session) throws IOException {
        RawConnection.Frame welcome = greeted(connection, session);
        assertEquals(FrameType.WELCOME, welcome.type());
        WireIn in = new WireIn(welcome.content());
        in.readInt();
        in.readLong();
        in.readLong();
        in.readLong();
        return in.readBytes();
    }

    private static String resuming(UUID session, byte[] secret) {
        return Resumption.HEADER + ": " + new Resumption(session, secret).value() + "\r\n";
    }

    private void assertTurnedAway(String user, String more) throws IOException {
        try (RawConnection connection = asked(user, "not the password", more)) {
            String head = connection.head();
            assertTrue(head.startsWith("HTTP/1.1 401 "), head);
        }
    }

    /** Whoever comes with a password that is not right is let in by the secret, or not at all. */
    @Test
    void aSessionIsGoneOnWithByItsSecretAndNoPasswordIsChecked() throws IOException {
        restartWithUsers();
        UUID session = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        byte[] secret;
        byte[] others;
        try (RawConnection shop = asked("shop", "s");
                RawConnection desk = asked("desk", "d")) {
            secret = secret(shop, session);
            others = secret(desk, other);
            assertEquals(Resumption.LENGTH, secret.length);
        }
        for (int i = 0; i < 3; i++) {
            try (RawConnection again = asked("shop", "not the password", resuming(session, secret))) {
                assertEquals(0, secret(again, session).length); // it is still that one
            }
        }
        try (RawConnection again = asked("shop", "not the password", resuming(session, secret))) {
            assertEquals(FrameType.REFUSED, greeted(again, UUID.randomUUID()).type());
        }
        assertTurnedAway("desk", resuming(session, secret));
        assertTurnedAway("shop", resuming(session, others));
        assertTurnedAway("shop", resuming(other, others));
        assertTurnedAway("shop", resuming(session, new byte[0]));
        assertTurnedAway("shop", Resumption.HEADER + ": " + session + " ?\r\n");
        assertTurnedAway("shop", Resumption.HEADER + ": \u00e4\r\n");
    }

    @Test
    void aSecretIsReplacedWhenThePasswordIsProvedAndEndsWithTheSession() throws IOException {
        restartWithUsers();
        UUID session = UUID.randomUUID();
        byte[] first;
        try (RawConnection shop = asked("shop", "s")) {
            first = secret(shop, session);
        }
        byte[] second;
        try (RawConnection shop = asked("shop", "s")) {
            second = secret(shop, session);
        }
        assertTurnedAway("shop", resuming(session, first));
        try (RawConnection shop = asked("shop", "", resuming(session, second))) {
            assertEquals(FrameType.WELCOME, greeted(shop, session).type());
            shop.write(FrameType.BYE.frame());
            assertTrue(shop.isOver());
        }
        assertTurnedAway("shop", resuming(session, second));
    }

    @Test
    void whatHasBecomeOfAUserCountsWhateverHisSecretWas() throws Exception {
        restartWithUsers();
        int port = port();
        UUID session = UUID.randomUUID();
        byte[] secret;
        try (RawConnection shop = asked("shop", "s")) {
            secret = secret(shop, session);
        }
        for (String lines : List.of(line("shop", "new", 1000) + line("desk", "d", 1000), line("desk", "d", 1000))) {
            String users = lines.startsWith("shop")
                    ? users(lines)
                    : Files.writeString(directory.resolve("users"), lines).toString();
            restart(settings().listeningOn("127.0.0.1", port).withUsersFile(users));
            assertTurnedAway("shop", resuming(session, secret));
        }
    }

    @Test
    void aClientSaysTheSecretWhenItsConnectionIsBroken() throws Exception {
        restartWithUsers();
        try (FrameProxy proxy = new FrameProxy(port());
                LeaseMQConnectionFactory factory = factory("tcp", proxy.port());
                JMSContext shop = factory.createContext("shop", "s")) {
            shop.createProducer().send(shop.createQueue("orders"), "a");
            proxy.cutNow();
            shop.createProducer().send(shop.createQueue("orders"), "b");
            assertFalse(proxy.requests().get(0).contains(Resumption.HEADER));
            assertTrue(proxy.requests().get(1).contains(Resumption.HEADER + ": "));
        }
    }

    @Test
    void aFloodOfWrongPasswordsIsRefusedAndHoldsNobodyUpWhoIsThere() throws IOException {
        restart(settings().withUsersFile(users(line("shop", "s", 3_000_000) + line("desk", "d", 1000))));
        List<RawConnection> flood = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                flood.add(asked(i % 2 == 0 ? "shop" : "mallory", "wrong " + i));
            }
            String head = flood.get(39).head();
            assertTrue(head.startsWith("HTTP/1.1 503 "), head);
            try (RawConnection connection = raw()) {
                connection.write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertTrue(connection.head().startsWith("HTTP/1.1 200 "));
            }
        } finally {
            for (RawConnection connection : flood) {
                connection.close();
            }
        }
    }

    @Test
    void aCertificateStandsForTheUserOfItsName() throws Exception {
        TestKeystore own = TestKeystore.in(directory);
        TestKeystore shop = TestKeystore.in(directory, "shop");
        TestKeystore desk = TestKeystore.in(directory, "desk");
        String users = users("shop=$certificate\n" + line("desk", "d", 1000));
        for (boolean required : new boolean[] {false, true}) {
            ServerSettings.ClientCertificates clients =
                    new ServerSettings.ClientCertificates(shop.trust().toString(), shop.password(), required);
            restart(settings()
                    .withTls(new ServerSettings.Tls(own.file().toString(), own.password(), clients))
                    .withUsersFile(users));
            try (LeaseMQConnectionFactory certified = factory("tls");
                    LeaseMQConnectionFactory without = factory("tls");
                    LeaseMQConnectionFactory untrusted = factory("tls")) {
                for (LeaseMQConnectionFactory factory : List.of(certified, without, untrusted)) {
                    factory.setTrustStore(own.trust().toString());
                    factory.setTrustStorePassword(own.password());
                }
                assertThrows(JMSException.class, without::createConnection);
                assertThrows(JMSException.class, () -> without.createConnection("shop", "$certificate"));
                untrusted.setKeyStore(desk.file().toString());
                untrusted.setKeyStorePassword(desk.password());
                assertThrows(JMSException.class, untrusted::createConnection);
                certified.setKeyStore(shop.file().toString());
                certified.setKeyStorePassword(shop.password());
                try (JMSContext context = certified.createContext()) {
                    context.createProducer().send(context.createQueue("orders"), "m");
                    assertThrows(
                            JMSSecurityRuntimeException.class,
                            () -> context.createProducer().send(context.createQueue("other"), "m"));
                }
                if (required) {
                    assertThrows(JMSException.class, () -> without.createConnection("desk", "d"));
                } else {
                    without.createConnection("desk", "d").close();
                }
            }
        }
    }

    @Test
    void passwordsThatCanBeReadAreNotTakenFromOtherMachines() throws IOException {
        server.close();
        AccessKey key = new AccessKey("AKTEST", "secret", "111111111111", "alice");
        ServerSettings beyond = settings()
                .listeningOn("0.0.0.0", 0)
                .withAccessKeys(List.of(key))
                .withUsersFile(users("shop=plain\n" + line("desk", "d", 1000)));
        String refusal = assertThrows(ServerException.class, () -> SqsServer.start(beyond, engines))
                .getMessage();
        assertTrue(refusal.contains("those of shop.") && refusal.contains("leasemq password"), refusal);
        assertFalse(refusal.contains("plain"), refusal);
        server = SqsServer.start(beyond.withMaxSessions(0), engines);
        String page = new RawRequest("GET /").with("Accept", "text/html").send(server.uri());
        assertTrue(page.contains("{\"service\":\"LeaseMQ\""), page); // and not the console
        restart(beyond.withUsersFile(users(line("shop", "s", 1000) + line("desk", "d", 1000))));
    }
}
