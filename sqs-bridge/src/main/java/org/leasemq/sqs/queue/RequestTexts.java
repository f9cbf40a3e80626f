package org.leasemq.sqs.queue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;

/** The texts of a request, wherever they stand in it. */
public final class RequestTexts {
    /** These have rules, and words, of their own. */
    private static final Set<String> OWN = Set.of("MessageBody", "Message", "StringValue");

    /** Entries of batches are looked at one by one, so that one is refused and not all. */
    private static final Set<String> ENTRIES = Set.of("Entries", "PublishBatchRequestEntries");

    private RequestTexts() {}

    /**
     * Refuses characters that no answer could carry: control characters and halves of surrogate pairs. So what is kept of a
     * request is told again as it was given.
     *
     * @throws ApiException if there is one in any name or value
     */
    public static void require(Input in) {
        in.values().forEach((name, value) -> {
            if (!ENTRIES.contains(name)) {
                require(name, value);
            }
        });
    }

    private static void require(String name, Object value) {
        if (value instanceof String text) {
            if (!Characters.areAllowed(text) && !OWN.contains(name)) {
                throw ApiException.invalid(
                        name,
                        text,
                        "It has a character other than #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000"
                                + " to #x10FFFF.");
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                require(name, key);
                require((String) key, member);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> require(name, element));
        }
    }
}
