package org.leasemq.sqs.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A network such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or a single address. Immutable. */
public final class Network {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    /** As much as keeps the platform from taking it for the name of a host, which it would look up. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");
    private static final int LONGEST = 45;

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException if it is none */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        int most = address.length * Byte.SIZE;
        int bits = slash < 0 ? most : bits(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return new Network(address, bits);
    }

    private static int bits(String text) {
        if (!BITS.matcher(text).matches()) {
            throw new IllegalArgumentException("not a length of a network: " + text);
        }
        return Integer.parseInt(text);
    }

    /** @throws IllegalArgumentException if one of them cannot be read */
    static boolean contains(String address, String network) {
        return of(network).contains(address(address));
    }

    /** Whether an address is in it; what is no address is not. */
    public boolean contains(String other) {
        try {
            return contains(address(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a text is an address, not a name that would have to be looked up. */
    public static boolean isAddress(String text) {
        try {
            return address(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** IPv6 may stand in brackets and name its zone, as servers report it. */
    private static String literal(String text) {
        String literal = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = literal.indexOf('%');
        return zone < 0 ? literal : literal.substring(0, zone);
    }

    private static byte[] address(String text) {
        String literal = literal(text);
        if (literal.length() > LONGEST
                || !IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
