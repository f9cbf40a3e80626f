package org.leasemq.engine.model;

import java.util.Objects;

/**
 * A condition on messages, written in a language the engine was opened with. It is judged by what the sender gave a message
 * (headers, attributes, and perhaps the body), never by how often it was delivered, so that the verdict never changes.
 *
 * @param language name of the language
 * @param text the condition
 */
public record Filter(String language, String text) {
    public Filter {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(text, "text");
    }
}
