package org.leasemq.engine.local;

import org.leasemq.engine.Filter;
import org.leasemq.engine.Subscription;

/** Subscriptions as one line of text each: topic, origin, and the filter's language and text, encoded as in a URL. */
final class Subscriptions {
    private static final String SEPARATOR = "&";

    private Subscriptions() {}

    static String encode(Subscription subscription) {
        Filter filter = subscription.filter();
        return String.join(
                SEPARATOR,
                escaped(subscription.topic()),
                escaped(subscription.exceptOrigin()),
                escaped(filter == null ? null : filter.language()),
                escaped(filter == null ? null : filter.text()));
    }

    static Subscription decode(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        String language = unescaped(parts[2]);
        Filter filter = language == null ? null : new Filter(language, unescaped(parts[3]));
        return new Subscription(unescaped(parts[0]), filter, unescaped(parts[1]));
    }

    /** Nothing for null; what is there begins with an equals sign. */
    private static String escaped(String text) {
        return text == null ? "" : "=" + EscapedText.of(text);
    }

    private static String unescaped(String text) {
        return text.isEmpty() ? null : EscapedText.read(text.substring(1));
    }
}
