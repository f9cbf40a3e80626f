package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where in a document a policy looks: usually one value, none where there is nothing, several where names with dots lead to the
 * same place ({@code {"a.b":1,"a":{"b":2}}}).
 *
 * @param parts what is there
 */
record Place(List<Part> parts) {
    /**
     * A value, or one behind the rest of a name with dots.
     *
     * @param rest of the name; empty at the value
     */
    record Part(JsonNode node, String rest) {}

    Place {
        parts = List.copyOf(parts);
    }

    static Place of(JsonNode node) {
        return new Place(List.of(new Part(node, "")));
    }

    /** One step down. */
    Place child(String step) {
        List<Part> found = new ArrayList<>(1);
        for (Part part : parts) {
            if (!part.rest.isEmpty()) {
                follow(part.rest, part.node, step, found);
            } else if (part.node.isObject()) {
                for (Map.Entry<String, JsonNode> member : part.node.properties()) {
                    follow(member.getKey(), member.getValue(), step, found);
                }
            }
        }
        return new Place(found);
    }

    private static void follow(String name, JsonNode node, String step, List<Part> found) {
        if (name.startsWith(step)) {
            int end = step.length();
            if (name.length() == end) {
                found.add(new Part(node, ""));
            } else if (name.charAt(end) == '.') {
                found.add(new Part(node, name.substring(end + 1)));
            }
        }
    }

    /** Each element of a list for itself, and all that is in none together; lists in lists are one. */
    List<Place> elements() {
        List<Place> elements = new ArrayList<>(1);
        List<Part> others = new ArrayList<>(1);
        for (Part part : parts) {
            if (part.rest.isEmpty() && part.node.isArray()) {
                addElements(part.node, elements);
            } else {
                others.add(part);
            }
        }
        if (!others.isEmpty() || elements.isEmpty()) {
            elements.add(new Place(others));
        }
        return elements;
    }

    private static void addElements(JsonNode list, List<Place> elements) {
        for (JsonNode element : list) {
            if (element.isArray()) {
                addElements(element, elements);
            } else {
                elements.add(of(element));
            }
        }
    }

    /** All that is neither object nor list. */
    List<JsonNode> values() {
        List<JsonNode> values = new ArrayList<>(1);
        for (Part part : parts) {
            if (part.rest.isEmpty()) {
                addValues(part.node, values);
            }
        }
        return values;
    }

    private static void addValues(JsonNode node, List<JsonNode> values) {
        if (node.isArray()) {
            node.forEach(element -> addValues(element, values));
        } else if (node.isValueNode()) {
            values.add(node);
        }
    }

    /** Whether there is a value at the end of a path, whichever elements of lists it leads through. */
    boolean hasValue(List<String> path) {
        if (path.isEmpty()) {
            return !values().isEmpty();
        }
        for (Place element : elements()) {
            if (element.child(path.get(0)).hasValue(path.subList(1, path.size()))) {
                return true;
            }
        }
        return false;
    }
}
