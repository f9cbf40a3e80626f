package org.leasemq.sqs.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.leasemq.sqs.access.Network;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * Finds out how a client reached the server: from the connection, or from what a trusted proxy says in the headers that proxies
 * set here. What others say there counts for nothing, nor do the headers of the other kind, since proxies pass them on as
 * clients send them. Where the proxy cannot be understood the request is refused: it is the proxy that could seem to be the
 * client, and may do more. Safe for use by several threads.
 */
final class Proxies {
    private static final String FORWARDED = "Forwarded";
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String PREFIX = "X-Forwarded-Prefix";
    private static final Pattern SCHEMES = Pattern.compile("(?i)https?");
    private static final Pattern HOSTS =
            Pattern.compile("[A-Za-z0-9._-]{1,255}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    private static final Pattern PORTS = Pattern.compile("[0-9]{1,5}");
    private static final Pattern PREFIXES = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");
    /** An address, of IPv6 in brackets, and maybe a port, which may be hidden. */
    private static final Pattern NODES =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?");

    private static final Pattern BARE = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9._~-]{1,32})?");

    private final List<Network> trusted;
    private final ProxyHeaders kind;

    Proxies(Web web) {
        this.trusted = web.networks();
        this.kind = web.proxyHeaders();
    }

    /** What the connection says, whatever proxies do. */
    static ClientView direct(Request request) {
        String scheme = request.getConnectionMetaData().isSecure() ? "https" : "http";
        String authority = request.getHttpURI().getAuthority();
        if (authority == null) { // HTTP/1.0
            authority = Request.getServerName(request) + ":" + Request.getServerPort(request);
        }
        return new ClientView(scheme, authority, "", Request.getRemoteAddr(request), false);
    }

    /**
     * What is so behind proxies that are trusted.
     *
     * @param direct what the connection says
     * @throws ApiException if a trusted proxy says something that cannot be read
     */
    ClientView view(Request request, ClientView direct) {
        if (!isTrusted(direct.remote())) {
            return direct;
        }
        HttpFields headers = request.getHeaders();
        return kind == ProxyHeaders.FORWARDED ? standard(headers, direct) : usual(headers, direct);
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private ClientView usual(HttpFields headers, ClientView direct) {
        String client = direct.remote();
        List<String> chain = elements(headers, FOR);
        for (int i = chain.size() - 1; i >= 0 && isTrusted(client); i--) {
            client = isBare(chain.get(i)) ? chain.get(i) : node(FOR, chain.get(i));
        }
        String proto = last(headers, PROTO, SCHEMES, direct.scheme()).toLowerCase(Locale.ROOT);
        String host = last(headers, HOST, HOSTS, direct.authority());
        String port = last(headers, PORT, PORTS, "");
        boolean named = host.indexOf(':', host.lastIndexOf(']') + 1) >= 0;
        String prefix = last(headers, PREFIX, PREFIXES, "");
        return new ClientView(
                proto,
                named || port.isEmpty() ? host : host + ":" + port,
                prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix,
                client,
                true);
    }

    /** Each proxy adds an element; that of the outermost one that is trusted counts, since those before may be invented. */
    private ClientView standard(HttpFields headers, ClientView direct) {
        String client = direct.remote();
        String proto = direct.scheme();
        String host = direct.authority();
        List<Map<String, String>> elements = forwarded(headers);
        for (int i = elements.size() - 1; i >= 0 && isTrusted(client); i--) {
            Map<String, String> element = elements.get(i);
            client = node(FORWARDED, element.getOrDefault("for", ""));
            proto = required(FORWARDED, element.getOrDefault("proto", proto), SCHEMES)
                    .toLowerCase(Locale.ROOT);
            host = element.containsKey("host") ? required(FORWARDED, element.get("host"), HOSTS) : host;
        }
        return new ClientView(proto, host, "", client, true);
    }

    /** Each line by itself: what a client has left open in its own must not swallow what the proxy says in the next. */
    private static List<Map<String, String>> forwarded(HttpFields headers) {
        List<Map<String, String>> elements = new ArrayList<>();
        for (HttpField line : headers.getFields(FORWARDED)) {
            try {
                elements.addAll(ForwardedElements.of(text(line)));
            } catch (IllegalArgumentException e) {
                throw unreadable(FORWARDED, e.getMessage());
            }
        }
        return elements;
    }

    /** Whether it is an address and nothing else, such as one of IPv6 without brackets, which may name its zone. */
    private static boolean isBare(String text) {
        return BARE.matcher(text).matches() && Network.isAddress(text);
    }

    /** An address without its port. What hides it is no address, and nobody knows what such a client may do. */
    private static String node(String header, String text) {
        Matcher node = NODES.matcher(text);
        String address = !node.matches() ? "" : node.group(1) == null ? node.group(2) : node.group(1);
        if (!Network.isAddress(address)) {
            throw unreadable(header, "'" + text + "' is no address of a client");
        }
        return address;
    }

    /** The last of several values is that of the proxy next to us. */
    private static String last(HttpFields headers, String name, Pattern pattern, String otherwise) {
        List<String> all = elements(headers, name);
        return all.isEmpty() ? otherwise : required(name, all.get(all.size() - 1), pattern);
    }

    private static String required(String header, String text, Pattern pattern) {
        if (!pattern.matcher(text).matches()) {
            throw unreadable(header, "'" + text + "' makes no sense there");
        }
        return text;
    }

    /** Of all lines in order, empty ones too; none if there is no such header. */
    private static List<String> elements(HttpFields headers, String name) {
        List<String> elements = new ArrayList<>();
        for (HttpField line : headers.getFields(name)) {
            for (String element : text(line).split(",", -1)) {
                elements.add(element.strip());
            }
        }
        return elements;
    }

    private static String text(HttpField line) {
        return line.getValue() == null ? "" : line.getValue();
    }

    private static ApiException unreadable(String header, String reason) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "The header " + header + " that the proxy sent cannot be read: " + reason + ".");
    }
}
