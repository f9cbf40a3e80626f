package org.leasemq.sqs.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A statement of a policy.
 *
 * @param denies whether it denies what fits, rather than allows it
 * @param principals who; services and others that never call are left out
 * @param actions patterns in small letters
 * @param resources patterns; of everything, if the statement names none
 * @param conditions when
 */
record Statement(boolean denies, Names principals, Names actions, Names resources, Conditions conditions) {
    private static final int MOST_PRINCIPALS = 50;
    private static final int MOST_CONDITIONS = 10;
    private static final int MOST_ACTIONS = 7;
    private static final String PRINCIPAL = "Principal";
    private static final String ACTION = "Action";
    private static final String RESOURCE = "Resource";
    private static final String CONDITION = "Condition";
    private static final String NOT = "Not";
    private static final String ANY = "*";
    private static final Set<String> MEMBERS = Set.of(
            "Sid", "Effect", PRINCIPAL, NOT + PRINCIPAL, ACTION, NOT + ACTION, RESOURCE, NOT + RESOURCE, CONDITION);
    private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final Pattern AWS =
            Pattern.compile("\\*|[0-9]{12}|arn:[a-z-]+:(iam|sts)::[0-9a-z-]+:[^*?]+|A[0-9A-Z]{15,}");

    /**
     * Names, or all but those.
     *
     * @param isNot whether it is all but those
     */
    record Names(List<String> names, boolean isNot) {
        Names {
            names = List.copyOf(names);
        }
    }

    /** @throws IllegalArgumentException with the reason, if it is none */
    static Statement of(JsonNode json) {
        require(json.isObject(), "A statement is an object.");
        // a word that is read by nobody could be the condition that was meant to hold
        json.fieldNames()
                .forEachRemaining(name -> require(MEMBERS.contains(name), "A statement has no member " + name + "."));
        String effect = json.path("Effect").asText();
        require(effect.equals("Allow") || effect.equals("Deny"), "The Effect of a statement is Allow or Deny.");
        return new Statement(
                effect.equals("Deny"),
                new Names(principals(one(json, PRINCIPAL)), json.has(NOT + PRINCIPAL)),
                new Names(actions(one(json, ACTION)), json.has(NOT + ACTION)),
                resources(json),
                json.has(CONDITION) ? Conditions.of(json.get(CONDITION)) : Conditions.NONE);
    }

    /** @throws IllegalArgumentException if it is larger than those of queues can be */
    void requireSmall() {
        require(principals.names.size() <= MOST_PRINCIPALS, "A statement has at most 50 principals.");
        require(actions.names.size() <= MOST_ACTIONS, "A statement has at most 7 actions.");
        require(conditions.all().size() <= MOST_CONDITIONS, "A statement has at most 10 conditions.");
    }

    private static JsonNode one(JsonNode json, String name) {
        require(json.has(name) != json.has(NOT + name), "A statement has one of " + name + " and Not" + name + ".");
        return json.has(name) ? json.get(name) : json.get(NOT + name);
    }

    private static List<String> principals(JsonNode json) {
        if (json.isTextual()) {
            require(json.asText().equals(ANY), "A Principal is * or an object such as {\"AWS\": \"123456789012\"}.");
            return List.of(ANY);
        }
        require(
                json.isObject() && !json.isEmpty(),
                "A Principal is * or an object such as {\"AWS\": \"123456789012\"}.");
        List<String> principals = new ArrayList<>();
        for (Map.Entry<String, JsonNode> kind : json.properties()) {
            require(KINDS.contains(kind.getKey()), "There are no principals of the kind " + kind.getKey() + ".");
            List<String> names = texts(kind.getValue(), kind.getKey());
            if (kind.getKey().equals("AWS")) {
                names.forEach(name -> require(AWS.matcher(name).matches(), name + " is no principal of AWS."));
                principals.addAll(names);
            }
        }
        return principals;
    }

    private static List<String> actions(JsonNode json) {
        return texts(json, ACTION).stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Names resources(JsonNode json) {
        boolean named = json.has(RESOURCE) || json.has(NOT + RESOURCE);
        return named
                ? new Names(texts(one(json, RESOURCE), RESOURCE), json.has(NOT + RESOURCE))
                : new Names(List.of(ANY), false);
    }

    /** A text or a list of it, with one at least; numbers and truth values are texts too. */
    static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            require(one.isValueNode() && !one.isNull(), name + " has to be a text or a list of texts.");
            texts.add(one.asText());
        }
        require(!texts.isEmpty(), name + " must not be an empty list.");
        return texts;
    }

    boolean fits(Caller caller, String action, String resource) {
        String wanted = (action.indexOf(':') < 0 ? "sqs:" + action : action).toLowerCase(Locale.ROOT);
        return principals.names.stream().anyMatch(name -> isCaller(name, caller)) != principals.isNot
                && actions.names.stream().anyMatch(pattern -> Wildcards.fits(pattern, wanted)) != actions.isNot
                && resources.names.stream().anyMatch(pattern -> Wildcards.fits(pattern, resource)) != resources.isNot
                && conditions.hold(caller.context());
    }

    private static boolean isCaller(String principal, Caller caller) {
        return principal.equals(ANY)
                || principal.equals(caller.account())
                || principal.equals("arn:aws:iam::" + caller.account() + ":root")
                || principal.equals(caller.arn());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
