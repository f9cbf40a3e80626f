package org.leasemq.sqs.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The conditions of a statement: every operator and key has to hold, one of its values is enough.
 *
 * @param all each key of each operator
 */
record Conditions(List<Condition> all) {
    /** No condition at all. */
    static final Conditions NONE = new Conditions(List.of());

    private static final String IF_EXISTS = "IfExists";
    private static final String NULL = "Null";

    /**
     * One of them.
     *
     * @param operator how it compares
     * @param ifExists whether it holds where the key is absent
     * @param absence whether it compares not the value, but whether it is absent
     * @param key in small letters
     * @param wanted the values of the policy
     */
    record Condition(Operator operator, boolean ifExists, boolean absence, String key, List<String> wanted) {
        private boolean holds(String present) {
            String value = absence ? Boolean.toString(present == null) : present;
            if (value == null) {
                return ifExists || operator.negated();
            }
            return wanted.stream().anyMatch(one -> operator.test(value, one)) != operator.negated();
        }
    }

    Conditions {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException with the reason, if they are none */
    static Conditions of(JsonNode json) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : members(json, "Condition")) {
            for (Map.Entry<String, JsonNode> key : members(operator.getValue(), operator.getKey())) {
                List<String> wanted = Statement.texts(key.getValue(), key.getKey());
                conditions.add(condition(operator.getKey(), key.getKey().toLowerCase(Locale.ROOT), wanted));
            }
        }
        return new Conditions(conditions);
    }

    private static Condition condition(String name, String key, List<String> wanted) {
        boolean absence = name.equals(NULL);
        boolean ifExists = name.endsWith(IF_EXISTS);
        String plain = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
        Operator operator = absence ? Operator.BOOL : Operator.named(plain);
        wanted.forEach(operator::check);
        return new Condition(operator, ifExists, absence, key, wanted);
    }

    private static Iterable<Map.Entry<String, JsonNode>> members(JsonNode node, String name) {
        // what is no object must not pass for a condition that always holds
        if (!node.isObject() || node.isEmpty()) {
            throw new IllegalArgumentException(name + " has to be an object with members.");
        }
        return node.properties();
    }

    /** @param context values by key in small letters */
    boolean hold(Map<String, String> context) {
        return all.stream().allMatch(condition -> condition.holds(context.get(condition.key)));
    }
}
