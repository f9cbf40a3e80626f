package org.leasemq.sqs.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads values out of the parameters of a form, by their shapes: {@code Attribute.1.Name=DelaySeconds}. */
final class QueryReader {
    private static final int LONGEST_LIST = 10_000;

    /** Sorted, so that all that begins with a prefix stands together. */
    private final SortedMap<String, String> parameters;

    private QueryReader(Map<String, String> parameters) {
        this.parameters = new TreeMap<>(parameters);
    }

    static Map<String, Object> read(Map<String, String> parameters, Shape.Structure shape) {
        return new QueryReader(parameters).structure(shape, "");
    }

    private Map<String, Object> structure(Shape.Structure shape, String prefix) {
        Map<String, Object> values = new LinkedHashMap<>();
        shape.members().forEach((name, of) -> {
            Object value = value(of, prefix, name);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** SDKs for Java name tags by their map, {@code Tags.1.Key}, where the others name the entry, {@code Tag.1.Key}. */
    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Null if there is nothing of that name. */
    private Object value(Shape shape, String prefix, String name) {
        if (shape instanceof Shape.ListOf list) {
            return list(list, prefix + (list.flat() ? list.element() : name + "." + list.element()));
        }
        if (shape instanceof Shape.MapOf map) {
            Map<String, Object> values = map(map, prefix + (map.flat() ? map.entry() : name + "." + map.entry()));
            return values != null || !map.flat() ? values : map(map, prefix + capitalized(name));
        }
        String path = prefix + name;
        if (shape instanceof Shape.Structure structure) {
            return isThere(path + ".") ? structure(structure, path + ".") : null;
        }
        String text = parameters.get(path);
        return text == null ? null : simple(shape, path, text);
    }

    private static Object simple(Shape shape, String path, String text) {
        if (shape instanceof Shape.Number) {
            try {
                return WholeNumbers.parse(text);
            } catch (NumberFormatException e) {
                throw ApiException.invalid(path, text, "Must be an integer.");
            }
        }
        if (shape instanceof Shape.Flag) {
            return flag(text, path);
        }
        return shape instanceof Shape.Blob ? JsonReader.base64(text, path) : text;
    }

    private static boolean flag(String text, String path) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw ApiException.invalid(path, text, "Must be true or false.");
        }
        return Boolean.parseBoolean(text);
    }

    private List<Object> list(Shape.ListOf shape, String path) {
        List<Object> values = new ArrayList<>();
        for (String number : numbers(path)) {
            Object value = element(shape.of(), path + "." + number);
            if (value != null) {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : values;
    }

    private Object element(Shape shape, String path) {
        int dot = path.lastIndexOf('.') + 1;
        return value(shape, path.substring(0, dot), path.substring(dot));
    }

    private Map<String, Object> map(Shape.MapOf shape, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String number : numbers(path)) {
            String entry = path + "." + number + ".";
            String key = parameters.get(entry + shape.key());
            if (key == null) {
                throw ApiException.missing(entry + shape.key());
            }
            Object value = value(shape.of(), entry, shape.value());
            values.put(key, value == null && shape.of() instanceof Shape.Structure ? new LinkedHashMap<>() : value);
        }
        values.values().removeIf(value -> value == null);
        return values.isEmpty() ? null : values;
    }

    /** The numbers that stand behind a path, in their order. */
    private List<String> numbers(String path) {
        String prefix = path + ".";
        SortedMap<Integer, String> numbers = new TreeMap<>();
        for (String name : parameters.tailMap(prefix).keySet()) {
            if (!name.startsWith(prefix)) {
                break;
            }
            int end = name.indexOf('.', prefix.length());
            String number = name.substring(prefix.length(), end < 0 ? name.length() : end);
            if (!number.isEmpty() && number.length() < 6 && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                numbers.put(Integer.valueOf(number), number);
            }
            if (numbers.size() > LONGEST_LIST) {
                throw new ApiException(ErrorCode.SERIALIZATION, "There are too many elements of " + path + ".");
            }
        }
        return List.copyOf(numbers.values());
    }

    private boolean isThere(String prefix) {
        SortedMap<String, String> from = parameters.tailMap(prefix);
        return !from.isEmpty() && from.firstKey().startsWith(prefix);
    }
}
