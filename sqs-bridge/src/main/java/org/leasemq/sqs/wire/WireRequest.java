package org.leasemq.sqs.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP request, read completely.
 *
 * @param method in capitals
 * @param path as it came, still encoded
 * @param query as it was sent, without the question mark; null if there is none
 * @param headers values by name in small letters
 * @param body the body
 * @param remote address of the client, without port
 * @param base how clients reach the server, such as {@code http://localhost:9324}: what URLs of queues begin with
 * @param secure whether the client's connection is encrypted
 * @param outside how clients know the server if a proxy stands between; null if none does
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WireRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        String remote,
        String base,
        boolean secure,
        Outside outside) {
    private static final byte[] NOTHING = {};

    /**
     * The server as it is known before a proxy.
     *
     * @param host the host, with its port unless that is usual for the scheme
     * @param prefix what paths begin with there, such as {@code /sqs}; empty for nothing
     */
    public record Outside(String host, String prefix) {}

    /** One that comes straight from the client. */
    public WireRequest(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            byte[] body,
            String remote,
            String base) {
        this(method, path, query, headers, body, remote, base, base.startsWith("https:"), null);
    }

    /** The first value of a header, or null. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** The same with its body, when that has been read. */
    public WireRequest with(byte[] read) {
        return new WireRequest(method, path, query, headers, read, remote, base, secure, outside);
    }

    /** What is known before the body has been read. */
    public WireRequest head() {
        return body.length == 0 ? this : with(NOTHING);
    }

    /** The path behind the prefix that only the proxy means. */
    public String route() {
        String behind = outside == null || !isPrefixed() ? path : path.substring(outside.prefix.length());
        return behind.isEmpty() ? "/" : behind;
    }

    private boolean isPrefixed() {
        String prefix = outside.prefix;
        return !prefix.isEmpty() && (path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    /** As the client sent it to the proxy, which is what it signed. */
    public WireRequest asSent() {
        Map<String, List<String>> sent = new HashMap<>(headers);
        sent.put("host", List.of(outside.host));
        String whole = isPrefixed() ? path : outside.prefix + path;
        return new WireRequest(method, whole, query, sent, body, remote, base, secure, null);
    }
}
