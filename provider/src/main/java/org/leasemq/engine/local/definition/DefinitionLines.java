package org.leasemq.engine.local.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The lines of a stored definition. What cannot be read is noted, and the rest is read all the same. */
final class DefinitionLines {
    private static final int LONGEST_SHOWN = 200;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param definition one {@code name=value} a line */
    DefinitionLines(String definition) {
        for (String line : definition.lines().toList()) {
            int end = line.indexOf('=');
            if (end < 0) {
                faults.add("the line " + shown(line) + " has no value");
            } else if (values.putIfAbsent(line.substring(0, end), line.substring(end + 1)) != null) {
                faults.add("the line " + shown(line) + " says again what another has said");
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** What a line says; something else if it is not there or makes no sense, which is noted. */
    <T> T read(String name, T otherwise, Function<String, T> reader) {
        String value = values.get(name);
        if (value == null) {
            faults.add("the line " + name + " is missing");
            return otherwise;
        }
        return read(name, value, otherwise, reader);
    }

    private <T> T read(String name, String value, T otherwise, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (RuntimeException e) {
            faults.add("the line " + shown(name + "=" + value) + " makes no sense (" + e.getMessage() + ")");
            return otherwise;
        }
    }

    /** What the lines say whose name begins with this, in their order; without those that make no sense. */
    <T> List<T> readAll(String beginning, Function<Map.Entry<String, String>, T> reader) {
        List<T> all = new ArrayList<>();
        for (Map.Entry<String, String> line : values.entrySet()) {
            if (line.getKey().startsWith(beginning)) {
                T one = read(line.getKey(), line.getValue(), null, value -> reader.apply(line));
                if (one != null) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    void fault(String what) {
        faults.add(what);
    }

    /** What could not be read; null if everything could. */
    String faults() {
        return faults.isEmpty() ? null : String.join("; ", faults);
    }

    private static String shown(String line) {
        String some = line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line;
        return "'" + some + "'";
    }
}
