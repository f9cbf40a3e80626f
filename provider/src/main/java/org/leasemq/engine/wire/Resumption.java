package org.leasemq.engine.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/**
 * By what a client that has proved who it is goes on with its session on another connection, without proving it again: a header of
 * the request that the connection begins with.
 *
 * @param session which one
 * @param secret that of the session, which the server has made, and told with {@link FrameType#WELCOME}
 */
public record Resumption(UUID session, byte[] secret) {
    /** The name of the header. */
    public static final String HEADER = "LeaseMQ-Session";
    /** How many bytes a secret has. */
    public static final int LENGTH = 32;

    private static final int LENGTH_OF_ID = 36;

    /** The value of the header. */
    public String value() {
        return session + " " + Base64.getEncoder().encodeToString(secret);
    }

    /** What a header says; null if it says nothing that makes sense. */
    public static Resumption parse(String value) {
        if (value == null || value.length() <= LENGTH_OF_ID || value.charAt(LENGTH_OF_ID) != ' ') {
            return null;
        }
        try {
            UUID session = UUID.fromString(value.substring(0, LENGTH_OF_ID));
            return new Resumption(session, Base64.getDecoder().decode(value.substring(LENGTH_OF_ID + 1)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is kept of a secret. */
    public static byte[] digest(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256: " + e, e);
        }
    }

    /** Whether that is what is kept of the secret. Takes the same time whatever differs. */
    public boolean isOf(byte[] digest) {
        return MessageDigest.isEqual(digest, digest(secret));
    }

    @Override
    public String toString() {
        return "Resumption[" + session + "]";
    }
}
