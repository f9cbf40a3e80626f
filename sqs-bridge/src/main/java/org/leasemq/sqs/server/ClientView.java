package org.leasemq.sqs.server;

import java.util.Locale;

/**
 * The server as a client reached it.
 *
 * @param scheme http or https
 * @param authority host and port, the port left out where it is usual for the scheme
 * @param prefix what the paths of the client begin with, before a proxy takes it away; empty for nothing
 * @param remote address of the client, without port
 * @param proxied whether a proxy that is trusted said so
 */
record ClientView(String scheme, String authority, String prefix, String remote, boolean proxied) {
    /** The attribute of a request under which it is kept. */
    static final String ATTRIBUTE = ClientView.class.getName();

    private static final String HTTPS = "https";

    ClientView {
        authority = usual(scheme, authority);
    }

    /** Host and port in small letters, without the port that everybody assumes. */
    static String usual(String scheme, String authority) {
        String port = scheme.equals(HTTPS) ? ":443" : ":80";
        String small = authority.toLowerCase(Locale.ROOT);
        return small.endsWith(port) ? small.substring(0, small.length() - port.length()) : small;
    }

    boolean secure() {
        return scheme.equals(HTTPS);
    }

    /** As pages name it that come from here. */
    String origin() {
        return scheme + "://" + authority;
    }

    /** The host without the port. */
    String host() {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
