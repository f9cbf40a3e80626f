package org.leasemq.sqs.restart;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.leasemq.sqs.wire.Shape;

/** Puts odd texts into each text of a request, wherever its shape has one. */
final class OddTexts {
    /** Stands in a value where a text within it may be odd, too. */
    static final String HERE = "§";

    static final List<String> ALL = List.of(
            "a\nb",
            "a\nlabel:sqs.Owner=999999999999",
            "\r\n",
            "\t",
            "\0",
            "\1\2",
            "\u0085",
            "\u2028",
            "\ud83d",
            "\ude00x",
            "\ud83d\ude00",
            "\ufffe",
            "ü",
            "%41+%zz%u0041%",
            "'\"<>&;:\\/|",
            " ",
            "*",
            "=",
            "",
            "x".repeat(2000),
            "durable:client:sub",
            "topic:news",
            "../..",
            "{}");

    private OddTexts() {}

    /** The values as they are meant. */
    static Map<String, Object> plain(Map<String, Object> values) {
        return structure(values, text -> text.replace(HERE, ""));
    }

    private static Map<String, Object> structure(Map<String, Object> values, UnaryOperator<String> change) {
        Map<String, Object> changed = new LinkedHashMap<>();
        values.forEach((name, value) -> changed.put(name, changed(value, change)));
        return changed;
    }

    @SuppressWarnings("unchecked")
    private static Object changed(Object value, UnaryOperator<String> change) {
        if (value instanceof String text) {
            return change.apply(text);
        }
        if (value instanceof Map<?, ?> map) {
            return structure((Map<String, Object>) map, change);
        }
        return value instanceof List<?> list
                ? list.stream().map(one -> changed(one, change)).toList()
                : value;
    }

    /** The values with the text in each place in turn. */
    static List<Map<String, Object>> of(Shape.Structure shape, Map<String, Object> values, String odd) {
        List<Map<String, Object>> requests = new ArrayList<>();
        places(shape, values, odd).forEach(request -> requests.add(plain(request)));
        return requests;
    }

    private static List<Map<String, Object>> places(Shape.Structure shape, Map<String, Object> values, String odd) {
        List<Map<String, Object>> requests = new ArrayList<>();
        shape.members().forEach((name, of) -> {
            for (Object value : variants(of, values.get(name), odd)) {
                Map<String, Object> request = new LinkedHashMap<>(values);
                request.put(name, value);
                requests.add(request);
            }
        });
        return requests;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> variants(Shape shape, Object value, String odd) {
        List<Object> variants = new ArrayList<>();
        if (shape instanceof Shape.Text) {
            variants.add(odd);
            if (value instanceof String text && text.contains(HERE)) {
                String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(odd));
                variants.add(text.replace(HERE, escaped));
            }
        } else if (shape instanceof Shape.Structure structure) {
            variants.addAll(places(structure, value == null ? Map.of() : (Map<String, Object>) value, odd));
        } else if (shape instanceof Shape.ListOf list) {
            Object first = value == null ? null : ((List<Object>) value).get(0);
            variants(list.of(), first, odd).forEach(one -> variants.add(List.of(one)));
        } else if (shape instanceof Shape.MapOf map) {
            Object some = map.of() instanceof Shape.Structure ? Map.of() : "x";
            Map<String, Object> entries = value == null ? Map.of("key", some) : (Map<String, Object>) value;
            variants.add(Map.of(odd, entries.values().iterator().next()));
            entries.forEach((key, of) -> variants(map.of(), of, odd).forEach(one -> {
                Map<String, Object> changed = new LinkedHashMap<>(entries);
                changed.put(key, one);
                variants.add(changed);
            }));
        }
        return variants;
    }
}
