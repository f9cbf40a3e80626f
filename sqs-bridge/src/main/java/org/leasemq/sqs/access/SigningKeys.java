package org.leasemq.sqs.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.sqs.signing.Hmac;

/**
 * The keys derived from secrets, one for each day, region and service. Those that have been of use are remembered: four
 * of the five hashes of a signature are theirs. Safe for use by several threads.
 */
final class SigningKeys {
    private static final int MOST = 1000;

    private final Map<SignatureScope, byte[]> remembered = new ConcurrentHashMap<>();

    /** The key with which an access key signs within a scope. */
    byte[] of(AccessKey key, SignatureScope scope) {
        byte[] known = remembered.get(scope);
        return known == null ? derive(key, scope) : known;
    }

    static byte[] derive(AccessKey key, SignatureScope scope) {
        byte[] result = ("AWS4" + key.secret()).getBytes(UTF_8);
        for (String part : List.of(scope.date(), scope.region(), scope.service(), scope.terminator())) {
            result = hmac(result, part);
        }
        return result;
    }

    /** To be called once a signature turned out right, so that nobody without the secret can fill the memory. */
    void remember(SignatureScope scope, byte[] key) {
        if (remembered.size() >= MOST) {
            remembered.clear();
        }
        remembered.putIfAbsent(scope, key);
    }

    int size() {
        return remembered.size();
    }

    static byte[] hmac(byte[] key, String text) {
        return Hmac.sha256(key, text.getBytes(UTF_8));
    }
}
