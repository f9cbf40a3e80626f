package org.leasemq.jms.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.mapping.AttributeNames;

/** The kinds of messages, and how each is named in the attribute {@link AttributeNames#KIND}. */
enum MessageKind {
    TEXT,
    BYTE,
    OBJECT,
    MAP,
    STREAM,
    MESSAGE;

    /** Name of the attribute, as in AWS's own Jakarta Messaging library, whose values are text, byte and object. */

    /** Stands for no body at all, unlike an empty text. */
    static final Body NO_BODY = Body.binary(new byte[0]);

    private static final Map<String, MessageKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageKind::toString, Function.identity()));

    private final Attribute attribute = Attribute.string(toString());
    private final Map<String, Attribute> alone = Map.of(AttributeNames.KIND, attribute);

    /** The attribute that says it. */
    Attribute attribute() {
        return attribute;
    }

    /** The attributes of a message that has no others. */
    Map<String, Attribute> alone() {
        return alone;
    }

    /** The kind of a message as the engine has it; a message of someone who does not say is text or bytes by its body. */
    static MessageKind of(Map<String, Attribute> attributes, Body body) {
        Attribute stated = attributes.get(AttributeNames.KIND);
        MessageKind kind = stated == null ? null : BY_NAME.get(stated.asText());
        if (kind == null) {
            return body.isText() ? TEXT : BYTE;
        }
        return kind;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
