package org.leasemq.console.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.TimeSource;

/**
 * Those who have logged in. Each has a secret of his own, of which only the hash is kept here. A session ends when nothing is done in
 * it for a while, and some time after it began whatever is done. There are never more than so many: the one that has done nothing for
 * longest makes room. Safe for use by several threads.
 */
public final class Sessions {
    /** Without anything being done. */
    public static final Duration IDLE = Duration.ofMinutes(30);
    /** At most. */
    public static final Duration LONGEST = Duration.ofHours(12);

    static final int MOST = 1000;
    /** Of one user, who may have several browsers. */
    static final int MOST_OF_USER = 20;

    private static final int SECRET = 32;

    private static final class Session {
        private final Person person;
        private final long began;
        private long used;

        Session(Person person, long now) {
            this.person = person;
            this.began = now;
            this.used = now;
        }

        boolean isOver(long now) {
            return now - used >= IDLE.toMillis() || now - began >= LONGEST.toMillis();
        }

        boolean isOf(Person other) {
            return Objects.equals(person.user(), other.user());
        }
    }

    private final TimeSource clock;
    private final SecureRandom random = new SecureRandom();

    /** By the hash of the secret. */
    @GuardedBy("this")
    private final Map<String, Session> sessions = new HashMap<>();

    public Sessions(TimeSource clock) {
        this.clock = clock;
    }

    /** Begins a session, and tells its secret. */
    public synchronized String begin(Person person) {
        long now = clock.elapsedMillis();
        sessions.values().removeIf(session -> session.isOver(now));
        long own = sessions.values().stream()
                .filter(session -> session.isOf(person))
                .count();
        if (own >= MOST_OF_USER) {
            removeLongestIdle(person);
        } else if (sessions.size() >= MOST) {
            removeLongestIdle(null);
        }
        byte[] secret = new byte[SECRET];
        random.nextBytes(secret);
        String told = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        sessions.put(hash(told), new Session(person, now));
        return told;
    }

    /**
     * Whose session it is.
     *
     * @param secret null for none
     * @param does whether somebody does something in it, rather than that a page looks by itself
     * @return null if there is none, or it is over
     */
    public synchronized Person find(String secret, boolean does) {
        Session session = secret == null ? null : sessions.get(hash(secret));
        long now = clock.elapsedMillis();
        if (session == null || session.isOver(now)) {
            return null;
        }
        if (does) {
            session.used = now;
        }
        return session.person;
    }

    /** Ends a session. Ending twice is harmless. */
    public synchronized void end(String secret) {
        if (secret != null) {
            sessions.remove(hash(secret));
        }
    }

    synchronized int size() {
        return sessions.size();
    }

    /** @param of only of this one; null for anybody's */
    @GuardedBy("this")
    private void removeLongestIdle(Person of) {
        String oldest = null;
        for (Map.Entry<String, Session> entry : sessions.entrySet()) {
            Session session = entry.getValue();
            if ((of == null || session.isOf(of)) && (oldest == null || session.used < sessions.get(oldest).used)) {
                oldest = entry.getKey();
            }
        }
        sessions.remove(oldest);
    }

    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
