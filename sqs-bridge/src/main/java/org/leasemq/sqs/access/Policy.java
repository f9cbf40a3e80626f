package org.leasemq.sqs.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** The policy of a queue: who else may do what. Immutable. */
public final class Policy {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 8_192;
    private static final int MOST_STATEMENTS = 20;
    private static final int MOST_PRINCIPALS = 50;
    private static final int MOST_CONDITIONS = 10;
    private static final int MOST_ACTIONS = 7;
    private static final String ANYBODY = "*";

    private final List<JsonNode> statements;

    private Policy(List<JsonNode> statements) {
        this.statements = statements;
    }

    /** @throws ApiException if it is no policy, or larger than policies can be */
    public static Policy parse(String text) {
        if (text.getBytes(UTF_8).length > LONGEST) {
            throw invalid("A policy has at most 8192 bytes.");
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("It is not JSON: " + e.getOriginalMessage());
        }
        JsonNode statement = json.path("Statement");
        List<JsonNode> statements = new ArrayList<>();
        if (statement.isArray()) {
            statement.forEach(statements::add);
        } else if (statement.isObject()) {
            statements.add(statement);
        }
        if (statements.isEmpty() || statements.size() > MOST_STATEMENTS) {
            throw invalid("A policy has 1 to 20 statements.");
        }
        statements.forEach(Policy::check);
        return new Policy(statements);
    }

    private static void check(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw invalid("The Effect of a statement is Allow or Deny.");
        }
        requireOne(statement, "Principal", "NotPrincipal");
        requireOne(statement, "Action", "NotAction");
        if (texts(either(statement, "Action", "NotAction")).size() > MOST_ACTIONS) {
            throw invalid("A statement has at most 7 actions.");
        }
        if (principals(either(statement, "Principal", "NotPrincipal")).size() > MOST_PRINCIPALS) {
            throw invalid("A statement has at most 50 principals.");
        }
        JsonNode conditions = statement.path("Condition");
        if (conditions.size() > MOST_CONDITIONS) {
            throw invalid("A statement has at most 10 conditions.");
        }
        conditions.fieldNames().forEachRemaining(operator -> {
            if (!Conditions.isKnown(operator)) {
                throw invalid("There is no condition operator " + operator + ".");
            }
        });
    }

    private static void requireOne(JsonNode statement, String name, String not) {
        if (statement.has(name) == statement.has(not)) {
            throw invalid("A statement has one of " + name + " and " + not + ".");
        }
    }

    private static JsonNode either(JsonNode statement, String name, String not) {
        return statement.has(name) ? statement.get(name) : statement.get(not);
    }

    /** What a statement that fits says; null if none does. A denial counts more than everything else. */
    public Boolean decide(Caller caller, String action, String resource) {
        Boolean allowed = null;
        for (JsonNode statement : statements) {
            if (fits(statement, caller, action, resource)) {
                if (statement.path("Effect").asText().equals("Deny")) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    private static boolean fits(JsonNode statement, Caller caller, String action, String resource) {
        boolean who = principals(either(statement, "Principal", "NotPrincipal")).stream()
                        .anyMatch(principal -> isCaller(principal, caller))
                == statement.has("Principal");
        boolean what =
                texts(either(statement, "Action", "NotAction")).stream().anyMatch(pattern -> isAction(pattern, action))
                        == statement.has("Action");
        boolean where = !statement.has("Resource")
                || texts(statement.get("Resource")).stream().anyMatch(pattern -> Wildcards.fits(pattern, resource));
        boolean notWhere = statement.has("NotResource")
                && texts(statement.get("NotResource")).stream().anyMatch(pattern -> Wildcards.fits(pattern, resource));
        return who && what && where && !notWhere && Conditions.hold(statement.path("Condition"), caller.context());
    }

    private static boolean isAction(String pattern, String action) {
        return Wildcards.fits(pattern.toLowerCase(Locale.ROOT), ("sqs:" + action).toLowerCase(Locale.ROOT))
                || pattern.equals("*");
    }

    private static boolean isCaller(String principal, Caller caller) {
        return principal.equals(ANYBODY)
                || principal.equals(caller.account())
                || principal.equals("arn:aws:iam::" + caller.account() + ":root")
                || principal.equals(caller.arn());
    }

    private static List<String> principals(JsonNode principal) {
        return texts(principal.isObject() ? principal.path("AWS") : principal);
    }

    /** A text or a list of it. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> texts.add(element.asText()));
        } else if (node.isValueNode() && !node.isNull()) {
            texts.add(node.asText());
        }
        return texts;
    }

    private static ApiException invalid(String reason) {
        return new ApiException(ErrorCode.INVALID_ATTRIBUTE_VALUE, "Invalid value for the parameter Policy. " + reason);
    }
}
