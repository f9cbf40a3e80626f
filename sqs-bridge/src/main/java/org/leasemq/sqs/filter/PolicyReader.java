package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.leasemq.sqs.wire.ClientJson;

/** Makes conditions of policies. */
final class PolicyReader {
    static final String OR = "$or";
    /** Deeper than any body that passes. */
    private static final int DEEPEST = 200;

    static final ClientJson JSON = ClientJson.withNamesOnce(DEEPEST, PolicyRules.LONGEST);

    private PolicyReader() {}

    /** @throws IllegalArgumentException if it is no policy */
    static Condition read(JsonNode policy) {
        return object(policy, List.of());
    }

    private static Condition object(JsonNode json, List<String> path) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("Filter is not an object");
        }
        List<Condition> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getKey().equals(OR)) {
                List<Condition> any = new ArrayList<>();
                member.getValue().forEach(one -> any.add(object(one, path)));
                all.add(new Condition.AnyOf(any));
            } else {
                all.add(member(member.getKey(), member.getValue(), path));
            }
        }
        return all.size() == 1 ? all.get(0) : new Condition.AllOf(all);
    }

    /** A name with dots means the same as objects in each other. */
    private static Condition member(String name, JsonNode value, List<String> path) {
        Map<String, String> known = new HashMap<>(); // one string for each step, however often it comes
        List<String> steps = Stream.of(name.split("\\.", -1))
                .map(step -> known.computeIfAbsent(step, same -> same))
                .toList();
        List<String> whole = new ArrayList<>(path);
        whole.addAll(steps);
        Condition condition = value.isArray() ? values(value, List.copyOf(whole)) : object(value, List.copyOf(whole));
        for (int i = steps.size() - 1; i >= 0; i--) {
            condition = new Condition.Member(steps.get(i), condition);
        }
        return condition;
    }

    private static Condition values(JsonNode alternatives, List<String> path) {
        List<Predicate<JsonNode>> tests = new ArrayList<>();
        boolean absent = false;
        for (JsonNode alternative : alternatives) {
            if (alternative.path("exists").isBoolean()
                    && !alternative.path("exists").asBoolean()) {
                absent = true;
            } else {
                tests.add(ValueTests.of(alternative));
            }
        }
        return new Condition.Values(List.copyOf(tests), absent, absent ? path : List.of());
    }
}
