package org.leasemq.sqs.signing;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Authentication codes by hashes with a key. */
public final class Hmac {
    private static final String SHA_256 = "HmacSHA256";

    private Hmac() {}

    /** HMAC-SHA-256. */
    public static byte[] sha256(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(SHA_256);
            mac.init(new SecretKeySpec(key, SHA_256));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }
}
