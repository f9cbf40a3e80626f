package org.leasemq.options;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens: {@code orders.example:9324}, {@code 10.0.0.7} or {@code [fd00::7]:9324}. Immutable.
 *
 * @param host its name or address, in small letters; one of IPv6 without brackets
 * @param port {@link #USUAL_PORT} of a server of ours where it is not written
 */
public record HostAndPort(String host, int port) {
    /** Of servers whose port is not said. */
    public static final int USUAL_PORT = 9324;

    private static final Pattern FORM =
            Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)])(?::([0-9]{1,5}))?");

    public HostAndPort {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /** @throws IllegalArgumentException if it is none */
    public static HostAndPort parse(String text) {
        return parse(text, USUAL_PORT);
    }

    /**
     * @param usual the port where none is written
     * @throws IllegalArgumentException if it is none
     */
    static HostAndPort parse(String text, int usual) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        String host = matcher.group(1) == null ? address(matcher.group(2)) : small(matcher.group(1));
        return new HostAndPort(host, matcher.group(3) == null ? usual : Integer.parseInt(matcher.group(3)));
    }

    /** Names of interfaces are what they are. */
    private static String address(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? small(text) : small(text.substring(0, zone)) + text.substring(zone);
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
