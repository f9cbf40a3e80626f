package org.leasemq.sqs.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a value of the API looks like. From it both protocols know how to read requests and to write answers: JSON by the
 * names of members, Query by the names of elements. Immutable.
 *
 * <p>Values are {@link String} (text), {@link Long} (number), {@link Boolean}, {@code byte[]} (blob), {@link List}, and
 * {@link Map} for maps and structures.
 */
public sealed interface Shape {
    Shape TEXT = new Text();
    Shape NUMBER = new Number();
    Shape FLAG = new Flag();
    Shape BLOB = new Blob();

    /** Text. */
    record Text() implements Shape {}

    /** A whole number. */
    record Number() implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** Bytes; Base64 on the wire. */
    record Blob() implements Shape {}

    /**
     * A list.
     *
     * @param element name of the elements in Query
     * @param flat whether the elements stand where the list would: {@code AttributeName.1} rather than
     *     {@code AttributeNames.member.1}
     * @param of what the elements look like
     */
    record ListOf(String element, boolean flat, Shape of) implements Shape {}

    /**
     * A map from text.
     *
     * @param entry name of the entries in Query
     * @param key name of their keys
     * @param value name of their values
     * @param flat as with lists
     * @param of what the values look like
     */
    record MapOf(String entry, String key, String value, boolean flat, Shape of) implements Shape {}

    /**
     * Named members. Immutable; {@link #with} adds to it.
     *
     * @param members by name, in order
     */
    record Structure(Map<String, Shape> members) implements Shape {
        public Structure with(String name, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(members);
            more.put(name, shape);
            return new Structure(more);
        }

        public Structure with(Shape shape, String... names) {
            Structure result = this;
            for (String name : names) {
                result = result.with(name, shape);
            }
            return result;
        }
    }

    /** A structure without members yet. */
    static Structure structure() {
        return new Structure(Map.of());
    }

    /** A structure with text members. */
    static Structure texts(String... names) {
        return structure().with(TEXT, names);
    }

    /** A list whose elements stand where the list would. */
    static Shape list(String element, Shape of) {
        return new ListOf(element, true, of);
    }

    /** A map whose entries stand where the map would, with Name and Value. */
    static Shape map(String entry, Shape of) {
        return new MapOf(entry, "Name", "Value", true, of);
    }

    /** A mutable map, for an answer: names and values in turn; those that are null are left out. */
    static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                values.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return values;
    }

    /** A list for an answer, or null when it is empty: clients expect empty lists to be left out. */
    static <T> List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : new ArrayList<>(list);
    }
}
