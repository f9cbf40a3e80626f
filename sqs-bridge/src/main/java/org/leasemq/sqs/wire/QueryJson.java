package org.leasemq.sqs.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers of Query in JSON, for clients that accept it: other than those of AWS JSON. All members of a structure are there, in
 * the order of their names, if with null; a map whose entries stand where the map would in XML is a list of them.
 */
final class QueryJson {
    /** Members that have another name here. */
    private static final Map<String, String> NAMES = Map.of("Messages", "messages", "QueueUrls", "queueUrls");

    private QueryJson() {}

    static Map<String, Object> structure(Map<?, ?> values, Shape.Structure shape) {
        Map<String, Object> members = new TreeMap<>();
        shape.members().forEach((name, of) -> members.put(NAMES.getOrDefault(name, name), value(values.get(name), of)));
        return members;
    }

    private static Object value(Object value, Shape shape) {
        if (value == null) {
            return null;
        }
        if (shape instanceof Shape.Structure structure) {
            return structure((Map<?, ?>) value, structure);
        }
        if (shape instanceof Shape.ListOf list) {
            return ((List<?>) value)
                    .stream().map(element -> value(element, list.of())).toList();
        }
        if (shape instanceof Shape.MapOf map) {
            return map.flat() ? entries((Map<?, ?>) value, map) : map((Map<?, ?>) value, map);
        }
        return value;
    }

    private static List<Map<String, Object>> entries(Map<?, ?> values, Shape.MapOf shape) {
        return values.entrySet().stream()
                .map(entry ->
                        Shape.values(shape.key(), entry.getKey(), shape.value(), value(entry.getValue(), shape.of())))
                .toList();
    }

    private static Map<String, Object> map(Map<?, ?> values, Shape.MapOf shape) {
        Map<String, Object> map = new TreeMap<>();
        values.forEach((key, value) -> map.put((String) key, value(value, shape.of())));
        return map;
    }
}
