package org.leasemq.jms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What tells one subscription from another, and how its queue is named after that.
 *
 * @param kind what kind it is
 * @param clientId client id of its connection; null for none
 * @param name its name
 */
record SubscriptionKey(Kind kind, String clientId, String name) {
    /** The kinds of subscriptions that have a name. */
    enum Kind {
        DURABLE("durable"),
        SHARED_DURABLE("shared-durable"),
        SHARED("shared");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private static final String FIFO = ".fifo";

    boolean isDurable() {
        return kind != Kind.SHARED;
    }

    boolean isShared() {
        return kind != Kind.DURABLE;
    }

    /** The same name as another kind. */
    SubscriptionKey as(Kind other) {
        return new SubscriptionKey(other, clientId, name);
    }

    /** Name of its queue: kind, client id and name, parted by colons. */
    String queue() {
        return kind.label + ":" + (clientId == null ? "" : escaped(clientId)) + ":" + escaped(name);
    }

    /** Leaves what people read as it is, as far as it parts nothing and does not look like the end of a FIFO queue. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c != ':' && c != '%' && !Character.isISOControl(c);
            escaped.append(plain ? c : URLEncoder.encode(String.valueOf(c), StandardCharsets.UTF_8));
        }
        String name = escaped.toString();
        return name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) + "%2Efifo" : name;
    }

    @Override
    public String toString() {
        return kind.label + " subscription '" + name + "'" + (clientId == null ? "" : " of client '" + clientId + "'");
    }
}
