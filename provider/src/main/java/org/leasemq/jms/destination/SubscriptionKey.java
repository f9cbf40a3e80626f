package org.leasemq.jms.destination;

import jakarta.jms.JMSException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.Utf8;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.options.DestinationName;

/**
 * What tells one subscription from another, and how its queue is named after that.
 *
 * @param kind what kind it is
 * @param clientId client id of its connection; null for none
 * @param name its name
 */
public record SubscriptionKey(Kind kind, String clientId, String name) {
    /** The kinds of subscriptions that have a name. */
    public enum Kind {
        DURABLE(QueuePrefix.DURABLE),
        SHARED_DURABLE(QueuePrefix.SHARED_DURABLE),
        SHARED(QueuePrefix.SHARED);

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public String toString() {
            return prefix.substring(0, prefix.length() - 1);
        }
    }

    private static final String FIFO = ".fifo";

    /** What a client names so, if there can be such a subscription. */
    public static SubscriptionKey of(Kind kind, String clientId, String name) throws JMSException {
        if (name == null || name.isBlank()) {
            throw invalid("The name of the subscription is missing.");
        }
        if (kind == Kind.DURABLE && clientId == null) {
            throw JmsErrors.illegalState("A durable subscription that is not shared needs a client id: set it on the "
                    + "connection or in the connection factory.");
        }
        SubscriptionKey key = new SubscriptionKey(kind, clientId, name);
        int length = key.queue().length();
        if (length > DestinationName.LONGEST) {
            throw invalid("The name of the subscription is too long: with its kind and the client id it takes " + length
                    + " characters, and has " + DestinationName.LONGEST + " at most. Give it a shorter one.");
        }
        if (!Utf8.isWhole(key.queue())) {
            throw invalid("The name of the subscription, or its client id, has half of a surrogate pair, which cannot"
                    + " be stored. Give another.");
        }
        return key;
    }

    private static JMSException invalid(String message) {
        return JmsErrors.failure(message, "LEASEMQ-INVALID-SUBSCRIPTION", null);
    }

    /** Whether it outlasts its consumers. */
    public boolean isDurable() {
        return kind != Kind.SHARED;
    }

    /** Whether it may have several consumers. */
    public boolean isShared() {
        return kind != Kind.DURABLE;
    }

    /** The same name as another kind. */
    public SubscriptionKey as(Kind other) {
        return new SubscriptionKey(other, clientId, name);
    }

    /** Name of its queue: kind, client id and name, parted by colons. */
    public String queue() {
        return kind.prefix + (clientId == null ? "" : escaped(clientId)) + ":" + escaped(name);
    }

    /** Leaves what people read as it is, as far as it parts nothing and does not look like the end of a FIFO queue. */
    private static String escaped(String text) {
        String name = escaped(text, c -> c == ':' || c == '%' || Character.isISOControl(c));
        return name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) + "%2Efifo" : name;
    }

    /** A text with some characters written as in URLs. */
    static String escaped(String text, IntPredicate which) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escaped.append(which.test(c) ? URLEncoder.encode(String.valueOf(c), StandardCharsets.UTF_8) : c);
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return kind + " subscription '" + name + "'" + (clientId == null ? "" : " of client '" + clientId + "'");
    }
}
