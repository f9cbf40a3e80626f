package org.leasemq.engine.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;

/**
 * A typed message attribute, as in SQS: {@code String}, {@code Number} or {@code Binary}, each with an optional label
 * after a dot ({@code Number.int}).
 *
 * @param type the type
 * @param value the value: text in UTF-8, or for {@code Binary} plain bytes; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // see Body
public record Attribute(String type, byte[] value) {

    /**
     * Names that begin so are the system's: they are kept with the message and do not count in its size. Senders' own
     * attributes have other names, as in SQS.
     */
    public static final String SYSTEM_PREFIX = "AWS.";

    /** What the subscription by which a message came says of it: its label. */
    public static final String SUBSCRIPTION = SYSTEM_PREFIX + "Subscription";

    /** The number that a message got in a topic that deduplicates: the same in all queues, and what its publisher was told. */
    public static final String TOPIC_NUMBER = SYSTEM_PREFIX + "TopicNumber";

    public Attribute {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /** As {@link #of}, of type {@code String}. */
    public static Attribute string(String value) {
        return of("String", value);
    }

    /**
     * An attribute whose value is text.
     *
     * @throws EngineException.InvalidMessage if half a surrogate pair is in it, which UTF-8 cannot carry
     */
    public static Attribute of(String type, String value) {
        return new Attribute(type, Utf8.encode(value));
    }

    public static Attribute binary(byte[] value) {
        return new Attribute("Binary", value);
    }

    public boolean isBinary() {
        return type.startsWith("Binary");
    }

    /** The value read as UTF-8. */
    public String asText() {
        return new String(value, UTF_8);
    }
}
