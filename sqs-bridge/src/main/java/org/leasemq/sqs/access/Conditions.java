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
    /** Of what a request may have several values of; here each key has one at most, so that these differ if there is none. */
    private static final String FOR_ALL = "ForAllValues:";

    private static final String FOR_ANY = "ForAnyValue:";
    private static final String NULL = "Null";

    /**
     * One of them.
     *
     * @param operator how it compares
     * @param whereAbsent whether it holds where the key is absent
     * @param absence whether it compares not the value, but whether it is absent
     * @param key in small letters
     * @param wanted the values of the policy
     */
    record Condition(Operator operator, boolean whereAbsent, boolean absence, String key, List<String> wanted) {
        private boolean holds(String present) {
            String value = absence ? Boolean.toString(present == null) : present;
            if (value == null) {
                return whereAbsent;
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
        boolean ofAll = plain.startsWith(FOR_ALL);
        boolean ofAny = plain.startsWith(FOR_ANY);
        Operator operator = absence
                ? Operator.BOOL
                : Operator.named(ofAll || ofAny ? plain.substring(plain.indexOf(':') + 1) : plain);
        wanted.forEach(operator::check);
        boolean whereAbsent = ifExists || ofAll || !ofAny && operator.negated();
        return new Condition(operator, whereAbsent, absence, key, wanted);
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
