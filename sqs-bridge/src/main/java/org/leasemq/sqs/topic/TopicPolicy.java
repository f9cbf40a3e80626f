package org.leasemq.sqs.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.leasemq.sqs.access.Policy;
import org.leasemq.sqs.wire.ApiException;

/** Policies of topics, and the statements in them that permissions are. */
public final class TopicPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATEMENT = "Statement";
    private static final String LABEL = "Sid";
    private static final List<String> OWNERS = List.of(
            "GetTopicAttributes",
            "SetTopicAttributes",
            "AddPermission",
            "RemovePermission",
            "DeleteTopic",
            "Subscribe",
            "ListSubscriptionsByTopic",
            "Publish");
    private static final Set<String> OTHERS =
            Set.of("*", "Receive", "TagResource", "UntagResource", "ListTagsForResource");

    private TopicPolicy() {}

    /** Refuses what is no policy; nothing is none at all. */
    static void require(String policy) {
        try {
            if (!policy.isEmpty()) {
                Policy.ofTopic(policy);
            }
        } catch (ApiException e) {
            throw TopicErrors.invalid("Policy Error: " + e.getMessage());
        }
    }

    /** What is so without a policy: the account that owns the topic may everything. */
    static String usual(String topicArn, String owner) {
        ObjectNode json = JSON.createObjectNode().put("Version", "2008-10-17").put("Id", "__default_policy_ID");
        ObjectNode statement = json.putArray(STATEMENT)
                .addObject()
                .put(LABEL, "__default_statement_ID")
                .put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", "*");
        put(statement, "Action", OWNERS, action -> "SNS:" + action);
        statement.put("Resource", topicArn);
        statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", owner);
        return json.toString();
    }

    /** A policy with one more statement. */
    public static String add(
            String policy, String label, List<String> accounts, List<String> actions, String topicArn) {
        actions.forEach(action -> {
            if (!OWNERS.contains(action) && !OTHERS.contains(action)) {
                throw TopicErrors.invalid("Policy statement action out of service scope!");
            }
        });
        ObjectNode json = read(policy);
        ArrayNode statements = statements(json);
        if (find(statements, label) >= 0) {
            throw TopicErrors.invalid("Statement already exists");
        }
        ObjectNode statement = statements.addObject().put(LABEL, label).put("Effect", "Allow");
        put(
                statement.putObject("Principal"),
                "AWS",
                accounts,
                account -> account.matches("[0-9]{12}") ? "arn:aws:iam::" + account + ":root" : account);
        put(statement, "Action", actions, action -> "SNS:" + action);
        statement.put("Resource", topicArn);
        String text = json.toString();
        require(text);
        return text;
    }

    /** A policy without the statement of a label, if it has that; null if no other is left. */
    public static String remove(String policy, String label) {
        ObjectNode json = read(policy);
        ArrayNode statements = statements(json);
        int place = find(statements, label);
        if (place >= 0) {
            statements.remove(place);
        }
        return statements.isEmpty() ? null : json.toString();
    }

    private static int find(ArrayNode statements, String label) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path(LABEL).asText().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    private static void put(ObjectNode node, String name, List<String> values, UnaryOperator<String> map) {
        if (values.size() == 1) {
            node.put(name, map.apply(values.get(0)));
        } else {
            ArrayNode list = node.putArray(name);
            values.forEach(value -> list.add(map.apply(value)));
        }
    }

    private static ObjectNode read(String policy) {
        try {
            return (ObjectNode) JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored policy is not JSON: this indicates a bug", e);
        }
    }

    private static ArrayNode statements(ObjectNode json) {
        JsonNode present = json.get(STATEMENT);
        return present instanceof ArrayNode list
                ? list
                : json.putArray(STATEMENT).add(present);
    }
}
