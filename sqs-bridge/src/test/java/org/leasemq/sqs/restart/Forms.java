package org.leasemq.sqs.restart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.wire.Shape;

/** Requests as forms, by their shapes: what clients of the Query protocol send. */
final class Forms {
    private final List<String> parameters = new ArrayList<>();

    private Forms() {}

    static String of(String action, Shape.Structure shape, Map<String, Object> values) {
        Forms form = new Forms();
        form.parameter("Action", action);
        form.structure(shape, "", values);
        return String.join("&", form.parameters);
    }

    private void parameter(String name, Object value) {
        parameters.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value.toString(), UTF_8));
    }

    private void structure(Shape.Structure shape, String prefix, Map<?, ?> values) {
        shape.members().forEach((name, of) -> {
            if (values.containsKey(name)) {
                value(of, prefix, name, values.get(name));
            }
        });
    }

    private void value(Shape shape, String prefix, String name, Object value) {
        if (shape instanceof Shape.Structure structure) {
            structure(structure, prefix + name + ".", (Map<?, ?>) value);
        } else if (shape instanceof Shape.ListOf list) {
            String path = prefix + (list.flat() ? list.element() : name + "." + list.element());
            int number = 1;
            for (Object one : (List<?>) value) {
                value(list.of(), path + ".", Integer.toString(number++), one);
            }
        } else if (shape instanceof Shape.MapOf map) {
            String path = prefix + (map.flat() ? map.entry() : name + "." + map.entry());
            int number = 1;
            for (Map.Entry<?, ?> one : ((Map<?, ?>) value).entrySet()) {
                String entry = path + "." + number++ + ".";
                parameter(entry + map.key(), one.getKey());
                value(map.of(), entry, map.value(), one.getValue());
            }
        } else {
            parameter(prefix + name, value);
        }
    }
}
