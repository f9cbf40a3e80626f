package org.leasemq.engine.local.definition;

import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Subscription;

/**
 * Subscriptions as one line of text each: topic, origin, the filter's language and text, and the label if there is one, encoded as
 * in a URL.
 */
final class Subscriptions {
    private static final String SEPARATOR = "&";
    private static final int LABEL = 4;

    private Subscriptions() {}

    static String encode(Subscription subscription) {
        Filter filter = subscription.filter();
        String line = String.join(
                SEPARATOR,
                escaped(subscription.topic()),
                escaped(subscription.exceptOrigin()),
                escaped(filter == null ? null : filter.language()),
                escaped(filter == null ? null : filter.text()));
        return subscription.label() == null ? line : line + SEPARATOR + escaped(subscription.label());
    }

    static Subscription decode(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        String language = unescaped(parts[2]);
        Filter filter = language == null ? null : new Filter(language, unescaped(parts[3]));
        String label = parts.length > LABEL ? unescaped(parts[LABEL]) : null;
        return new Subscription(unescaped(parts[0]), filter, unescaped(parts[1]), label);
    }

    /** Nothing for null; what is there begins with an equals sign. */
    private static String escaped(String text) {
        return text == null ? "" : "=" + EscapedText.of(text);
    }

    private static String unescaped(String text) {
        return text.isEmpty() ? null : EscapedText.read(text.substring(1));
    }
}
