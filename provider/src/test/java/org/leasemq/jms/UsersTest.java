package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.options.InvalidOptionException;

class UsersTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeUsers() throws IOException {
        file = Files.writeString(directory.resolve("users"), "alice=secret\nbob=p=w d\n");
    }

    private LeaseMQConnectionFactory factory() {
        LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:users", JmsTest.newEngines());
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
        try (LeaseMQConnectionFactory factory =
                new LeaseMQConnectionFactory("leasemq:mem:users", JmsTest.newEngines())) {
            factory.setRequireUser(true);
            assertThrows(JMSException.class, factory::createConnection);
        }
    }
}
