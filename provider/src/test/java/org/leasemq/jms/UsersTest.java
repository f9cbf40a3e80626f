package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.Option.Scope;
import org.leasemq.options.Options;

class UsersTest {
    private static final String PLACE = "leasemq:mem:users";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeUsers() throws IOException {
        file = Files.writeString(directory.resolve("users"), "alice=secret\nbob=p=w d\n");
    }

    private LeaseMQConnectionFactory factory() {
        LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(PLACE, JmsTest.newEngines());
        factory.setUsersFile(file.toString());
        return factory;
    }

    @Test
    void usersWithTheirPasswordsAreLetInAndNobodyElse() throws JMSException {
        try (LeaseMQConnectionFactory factory = factory()) {
            factory.createConnection("alice", "secret").close();
            factory.createQueueConnection("bob", "p=w d").close();
            factory.createTopicConnection("bob", "p=w d").close();
            factory.createContext("alice", "secret").close();
            for (String wrong : new String[] {"Secret", "", null, "p=w d"}) {
                JMSSecurityException refusal =
                        assertThrows(JMSSecurityException.class, () -> factory.createConnection("alice", wrong));
                assertEquals("LEASEMQ-ACCESS-DENIED", refusal.getErrorCode());
            }
            assertThrows(JMSSecurityException.class, () -> factory.createTopicConnection("mallory", null));
            assertThrows(JMSSecurityRuntimeException.class, () -> factory.createContext("alice", "wrong"));
        }
    }

    @Test
    void whoGivesNoNameIsLetInUnlessNamesAreRequired() throws JMSException {
        try (LeaseMQConnectionFactory factory = factory()) {
            factory.createConnection().close();
        }
        try (LeaseMQConnectionFactory factory = factory()) {
            factory.setRequireUser(true);
            assertThrows(JMSSecurityException.class, factory::createConnection);
            factory.setUser("alice");
            factory.setPassword("secret");
            factory.createConnection().close();
            assertFalse(factory.toString().contains("secret"));
        }
    }

    @Test
    void aFileThatCannotBeReadLetsNobodyIn() {
        file = directory.resolve("missing");
        try (LeaseMQConnectionFactory factory = factory()) {
            JMSException refusal = assertThrows(JMSException.class, factory::createConnection);
            assertEquals("LEASEMQ-INVALID-OPTION", refusal.getErrorCode());
        }
    }

    @Test
    void aLineWithoutAPasswordLetsNobodyIn() throws IOException {
        file = Files.writeString(directory.resolve("users"), "alice=secret\nmallory\n");
        try (LeaseMQConnectionFactory factory = factory()) {
            for (String user : new String[] {"alice", "mallory"}) {
                JMSException refusal = assertThrows(JMSException.class, () -> factory.createConnection(user, "secret"));
                assertEquals("LEASEMQ-INVALID-OPTION", refusal.getErrorCode());
                assertTrue(refusal.getMessage().startsWith("Line 2 of the users file"), refusal.getMessage());
            }
        }
    }

    @Test
    void passwordsAreNotShown() {
        InvalidOptionException refusal = assertThrows(
                InvalidOptionException.class,
                () -> new LeaseMQConnectionFactory("leasemq:tape:x?user=alice&password=secret&create=true"));
        assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
        try (LeaseMQConnectionFactory factory = factory()) {
            factory.setPassword("secret");
            assertFalse(factory.options().toString().contains("secret"));
        }
    }

    @Test
    void requiringNamesWithoutKnowingAnyIsRefused() {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(PLACE, JmsTest.newEngines())) {
            factory.setRequireUser(true);
            assertThrows(JMSException.class, factory::createConnection);
        }
    }

    @Test
    void usersThatAreNamedWhileTheEngineIsOpenWithoutAnyLetNobodyIn() throws JMSException {
        EmbeddedEngines engines = JmsTest.newEngines();
        String url = PLACE + "?users-file=" + file + "&require-user=true";
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(PLACE, engines);
                LeaseMQConnectionFactory another = new LeaseMQConnectionFactory(url, engines)) {
            factory.createConnection().close();
            factory.setUsersFile(file.toString());
            JMSException refusal = assertThrows(JMSException.class, () -> factory.createConnection("anybody", "wrong"));
            assertEquals("LEASEMQ-INVALID-OPTION", refusal.getErrorCode());
            assertEquals(
                    assertThrows(JMSException.class, another::createConnection).getMessage(), refusal.getMessage());
            factory.setUsersFile(null);
            factory.createContext().close();
            factory.setUrl(url);
            assertThrows(JMSException.class, factory::createTopicConnection);
            assertThrows(JMSRuntimeException.class, factory::createContext);
            factory.close();
            factory.setUsersFile(file.toString());
            assertThrows(JMSSecurityException.class, factory::createConnection);
        }
    }

    @Test
    void passwordsOfStoresAreNotShownWhenTheyDiffer() throws JMSException {
        EmbeddedEngines engines = JmsTest.newEngines();
        try (LeaseMQConnectionFactory one = new LeaseMQConnectionFactory(PLACE, engines);
                LeaseMQConnectionFactory other = new LeaseMQConnectionFactory(PLACE, engines)) {
            one.setKeyStorePassword("sesame");
            one.createConnection().close();
            other.setKeyStorePassword("poppy");
            String refusal =
                    assertThrows(JMSException.class, other::createConnection).getMessage();
            assertTrue(refusal.contains("key-store-password"), refusal);
            assertFalse(refusal.contains("sesame") || refusal.contains("poppy"), refusal);
            assertFalse(other.options().toString().contains("poppy"));
        }
    }

    @Test
    void noOptionOfTheEngineCanBeChangedWhileItIsOpen() throws JMSException {
        Map<String, String> others = Map.ofEntries(
                Map.entry("memory-budget", "1MB"),
                Map.entry("memory-limit", "16MB"),
                Map.entry("subscriber-memory", "1MB"),
                Map.entry("disk-reserve", "1MB"),
                Map.entry("deduplication-interval", "1m"),
                Map.entry("background-delay", "1s"),
                Map.entry("users-file", file.toString()),
                Map.entry("require-user", "true"),
                Map.entry("close-on-exit", "false"),
                Map.entry("connect-timeout", "1s"),
                Map.entry("session-timeout", "1s"),
                Map.entry("reconnect-timeout", "1s"),
                Map.entry("prefetch", "1"),
                Map.entry("key-store", file.toString()),
                Map.entry("key-store-password", "other"),
                Map.entry("trust-store", file.toString()),
                Map.entry("trust-store-password", "other"),
                Map.entry("database-user", "other"),
                Map.entry("database-password", "other"),
                Map.entry("database-properties", file.toString()),
                Map.entry("term", "1m"),
                Map.entry("takeover-timeout", "1m"));
        assertEquals(
                Options.all().stream()
                        .filter(option -> option.scope() == Scope.ENGINE && option != Options.CREATE)
                        .map(Option::name)
                        .collect(Collectors.toSet()),
                others.keySet());
        EmbeddedEngines engines = JmsTest.newEngines();
        try (LeaseMQConnectionFactory opener = new LeaseMQConnectionFactory(PLACE, engines)) {
            opener.createConnection().close();
            for (Map.Entry<String, String> other : others.entrySet()) {
                try (LeaseMQXAConnectionFactory factory = new LeaseMQXAConnectionFactory(PLACE, engines)) {
                    factory.createXAConnection().close();
                    factory.setOption(other.getKey(), other.getValue());
                    assertThrows(JMSException.class, factory::createXAConnection, other.getKey());
                }
            }
        }
    }
}
