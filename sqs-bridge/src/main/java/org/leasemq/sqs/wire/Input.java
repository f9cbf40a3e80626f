package org.leasemq.sqs.wire;

import java.util.List;
import java.util.Map;

/**
 * The values of a request, which have the types of their shapes already. Absent members are null.
 *
 * @param values by member name
 */
@SuppressWarnings("unchecked") // the protocols make values by their shapes
public record Input(Map<String, Object> values) {

    public String text(String name) {
        return (String) values.get(name);
    }

    /** Text that has to be there and not be empty. */
    public String required(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw ApiException.missing(name);
        }
        return text;
    }

    public Long number(String name) {
        return (Long) values.get(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public byte[] bytes(String name) {
        return (byte[]) values.get(name);
    }

    /** A list of text; empty if absent. */
    public List<String> texts(String name) {
        return (List<String>) values.getOrDefault(name, List.of());
    }

    /** A list of structures; empty if absent. */
    public List<Input> structures(String name) {
        List<Map<String, Object>> list = (List<Map<String, Object>>) values.getOrDefault(name, List.of());
        return list.stream().map(Input::new).toList();
    }

    /** A map to text; empty if absent. */
    public Map<String, String> textMap(String name) {
        return (Map<String, String>) values.getOrDefault(name, Map.of());
    }

    /** A map to structures; empty if absent. */
    public Map<String, Map<String, Object>> structureMap(String name) {
        return (Map<String, Map<String, Object>>) values.getOrDefault(name, Map.of());
    }
}
