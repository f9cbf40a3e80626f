package org.leasemq.console.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;

class SessionsTest {
    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(clock);

    private static Person person(String user) {
        return new Person(user, null, null);
    }

    @Test
    void aHundredThousandLoginsLeaveFewSessionsTheLatest() {
        String last = null;
        for (int i = 0; i < 100_000; i++) {
            last = sessions.begin(person("alice"));
            clock.advance(Duration.ofMillis(1));
        }
        assertEquals(Sessions.MOST_OF_USER, sessions.size());
        assertNotNull(sessions.find(last, true));
    }

    @Test
    void manyUsersLeaveNoMoreThanThereMayBe() {
        String used = sessions.begin(person("first"));
        for (int i = 0; i < 2 * Sessions.MOST; i++) {
            clock.advance(Duration.ofMillis(1));
            assertNotNull(sessions.find(used, true));
            sessions.begin(person("user" + i));
        }
        assertEquals(Sessions.MOST, sessions.size());
        assertNotNull(sessions.find(used, true));
    }

    @Test
    void secretsAreLongAndDiffer() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String secret = sessions.begin(person("user" + i));
            assertTrue(secret.matches("[A-Za-z0-9_-]{43}"), secret);
            assertTrue(secrets.add(secret));
        }
    }

    @Test
    void whatIsNoSecretFindsNobody() {
        sessions.begin(person("alice"));
        assertNull(sessions.find(null, true));
        assertNull(sessions.find("", true));
        assertNull(sessions.find("guessed", true));
    }

    @Test
    void whoOnlyLooksDoesNotKeepASession() {
        String secret = sessions.begin(person("alice"));
        clock.advance(Duration.ofMinutes(20));
        assertNotNull(sessions.find(secret, false));
        clock.advance(Duration.ofMinutes(10));
        assertNull(sessions.find(secret, false));
    }
}
