package org.leasemq.sqs.wire;

import java.util.List;
import java.util.Map;

/**
 * An HTTP request, read completely.
 *
 * @param method in capitals
 * @param path as it was sent, still encoded
 * @param query as it was sent, without the question mark; null if there is none
 * @param headers values by name in small letters
 * @param body the body
 * @param remote address of the client, without port
 * @param base scheme and authority that the client used, such as {@code http://localhost:9324}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WireRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        String remote,
        String base) {

    /** The first value of a header, or null. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
