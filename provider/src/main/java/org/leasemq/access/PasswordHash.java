package org.leasemq.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept instead of a password, and tells whether one is the same: PBKDF2 with HMAC-SHA-512 (RFC 8018), written
 * {@code $pbkdf2-sha512$i=iterations$salt$hash}, salt and hash in Base64. Finding it out takes time on purpose. Immutable.
 */
public final class PasswordHash {
    /** As often as OWASP recommends for this function. */
    public static final int USUAL_ITERATIONS = 210_000;
    /** How long a salt should be. */
    public static final int SALT = 16;

    /** What hashes begin with. */
    static final String SCHEME = "$pbkdf2-sha512$";

    private static final int FEWEST_ITERATIONS = 1_000;
    private static final int MOST_ITERATIONS = 100_000_000;
    private static final int SHORTEST_SALT = 8;
    private static final int LENGTH = 64;
    private static final Pattern FORM =
            Pattern.compile(Pattern.quote(SCHEME) + "i=([0-9]{1,9})\\$([A-Za-z0-9+/]+=*)\\$([A-Za-z0-9+/]+=*)");
    private static final byte[] NO_SALT = new byte[SALT];

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "has to be made with " + FEWEST_ITERATIONS + " to " + MOST_ITERATIONS + " iterations");
        }
        if (salt.length < SHORTEST_SALT) {
            throw new IllegalArgumentException("has a salt of less than " + SHORTEST_SALT + " bytes");
        }
        this.iterations = iterations;
        this.salt = salt.clone();
        this.hash = hash;
    }

    /**
     * That of a password.
     *
     * @param salt random, and no other's
     * @throws IllegalArgumentException if the salt is short, or the number of iterations impossible
     */
    public static PasswordHash of(String password, byte[] salt, int iterations) {
        PasswordHash empty = new PasswordHash(iterations, salt, new byte[0]);
        return new PasswordHash(iterations, salt, empty.derived(password));
    }

    /** @throws IllegalArgumentException if it is none; the message goes on behind what it is of */
    static PasswordHash parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is not like " + SCHEME + "i=iterations$salt$hash");
        }
        PasswordHash parsed =
                new PasswordHash(Integer.parseInt(parts.group(1)), decoded(parts.group(2)), decoded(parts.group(3)));
        if (parsed.hash.length != LENGTH) {
            throw new IllegalArgumentException("has a hash of " + parsed.hash.length + " bytes, not " + LENGTH);
        }
        return parsed;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a part that is not Base64", e);
        }
    }

    int iterations() {
        return iterations;
    }

    /** Whether it is that of a password. Takes time. */
    boolean isOf(String password) {
        return MessageDigest.isEqual(hash, derived(password));
    }

    private byte[] derived(String password) {
        return derived(password, salt, iterations);
    }

    /** Takes as long as so many iterations do. */
    static void spend(String password, int iterations) {
        if (iterations > 0) {
            derived(password, NO_SALT, iterations);
        }
    }

    private static byte[] derived(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, LENGTH * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2 with HMAC-SHA-512: " + e, e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return SCHEME + "i=" + iterations + "$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
    }
}
