package org.leasemq.sqs.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.function.Supplier;
import org.leasemq.sqs.wire.ApiException;

/** Where the next part of a list begins: behind an element, which the token names. */
public final class PageToken {
    private PageToken() {}

    /** The token for what comes after an element. */
    public static String after(String element) {
        return Base64.getEncoder().encodeToString(element.getBytes(UTF_8));
    }

    /**
     * The element that a token names, which a client has sent: it may be anything.
     *
     * @param refusal for what is no token
     */
    public static String element(String token, Supplier<ApiException> refusal) {
        try {
            return new String(Base64.getDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw refusal.get();
        }
    }
}
