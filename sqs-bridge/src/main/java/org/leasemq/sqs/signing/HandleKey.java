package org.leasemq.sqs.signing;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** A secret by which receipt handles that were given out differ from those that were made up. Immutable. */
public final class HandleKey {
    /** How many bytes a code has. */
    public static final int CODE = 16;

    private static final int BYTES = 32;

    private final byte[] secret;

    private HandleKey(byte[] secret) {
        this.secret = secret;
    }

    /** A new one. */
    public static HandleKey create() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new HandleKey(secret);
    }

    /** One that was kept. */
    static HandleKey of(String text) {
        return new HandleKey(HexFormat.of().parseHex(text));
    }

    String text() {
        return HexFormat.of().formatHex(secret);
    }

    /** The code that only who has the secret can make for a content. */
    public byte[] code(byte[] content) {
        return Arrays.copyOf(Hmac.sha256(secret, content), CODE);
    }
}
