package org.leasemq.sqs.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.leasemq.sqs.access.Network;

/**
 * Finds out how a client reached the server: from the connection, or from what a trusted proxy says in {@code Forwarded}
 * (RFC 7239) or {@code X-Forwarded-*}. What others say there counts for nothing. Safe for use by several threads.
 */
final class Proxies {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,255}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private final List<Network> trusted;

    Proxies(List<Network> trusted) {
        this.trusted = trusted;
    }

    ClientView view(Request request) {
        String remote = Request.getRemoteAddr(request);
        String scheme = request.getConnectionMetaData().isSecure() ? "https" : "http";
        String authority = request.getHttpURI().getAuthority();
        if (authority == null) { // HTTP/1.0
            authority = Request.getServerName(request) + ":" + Request.getServerPort(request);
        }
        if (trusted.isEmpty() || !isTrusted(remote)) {
            return new ClientView(scheme, authority, "", remote, false);
        }
        HttpFields headers = request.getHeaders();
        String forwarded = joined(headers, "Forwarded");
        return forwarded == null
                ? legacy(headers, scheme, authority, remote)
                : standard(forwarded, scheme, authority, remote, headers);
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private ClientView legacy(HttpFields headers, String scheme, String authority, String remote) {
        String chain = joined(headers, "X-Forwarded-For");
        String client = chain == null ? remote : client(List.of(chain.split(",", -1)), remote);
        String proto = scheme(last(headers, "X-Forwarded-Proto"), scheme);
        String host = host(last(headers, "X-Forwarded-Host"), authority);
        String port = last(headers, "X-Forwarded-Port");
        boolean named = host.indexOf(':', host.lastIndexOf(']') + 1) >= 0;
        if (!named && port != null && PORT.matcher(port).matches()) {
            host = host + ":" + port;
        }
        return new ClientView(proto, host, prefix(headers), client, true);
    }

    /** Each proxy adds an element; that of the outermost one that is trusted counts, since those before may be invented. */
    private ClientView standard(String forwarded, String scheme, String authority, String remote, HttpFields headers) {
        String client = remote;
        String proto = scheme;
        String host = authority;
        List<String> elements = split(forwarded, ',');
        for (int i = elements.size() - 1; i >= 0 && isTrusted(client); i--) {
            String by = null;
            for (String pair : split(elements.get(i), ';')) {
                int equals = pair.indexOf('=');
                String name =
                        equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String value = unquoted(pair.substring(equals + 1).strip());
                switch (name) {
                    case "for" -> by = node(value);
                    case "proto" -> proto = scheme(value, proto);
                    case "host" -> host = host(value, host);
                    default -> by = by == null ? null : by;
                }
            }
            if (by == null) {
                break;
            }
            client = by;
        }
        return new ClientView(proto, host, prefix(headers), client, true);
    }

    /** The last address that is not a trusted proxy's own. */
    private String client(List<String> chain, String remote) {
        String client = remote;
        for (int i = chain.size() - 1; i >= 0 && isTrusted(client); i--) {
            String node = node(chain.get(i).strip());
            if (node == null) {
                break;
            }
            client = node;
        }
        return client;
    }

    /** An address without its port; null for what hides it. */
    private static String node(String text) {
        String address = text;
        if (text.startsWith("[")) {
            address = text.substring(1, Math.max(1, text.indexOf(']')));
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            address = text.substring(0, text.indexOf(':'));
        }
        return Network.isAddress(address) ? address : null;
    }

    private static String scheme(String text, String otherwise) {
        return "http".equalsIgnoreCase(text) || "https".equalsIgnoreCase(text)
                ? text.toLowerCase(Locale.ROOT)
                : otherwise;
    }

    private static String host(String text, String otherwise) {
        return text != null && HOST.matcher(text).matches() ? text : otherwise;
    }

    private static String prefix(HttpFields headers) {
        String prefix = last(headers, "X-Forwarded-Prefix");
        String plain = prefix != null && prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return plain != null && PREFIX.matcher(plain).matches() ? plain : "";
    }

    /** The last of several values is that of the proxy next to us. */
    private static String last(HttpFields headers, String name) {
        String all = joined(headers, name);
        return all == null ? null : all.substring(all.lastIndexOf(',') + 1).strip();
    }

    private static String joined(HttpFields headers, String name) {
        List<String> values = headers.getValuesList(name);
        return values.isEmpty() ? null : String.join(",", values);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** At a character outside of quotes. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == at && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
