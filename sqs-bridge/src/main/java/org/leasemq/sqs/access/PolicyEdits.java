package org.leasemq.sqs.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** How permissions become statements of a policy, as Amazon SQS writes them. */
public final class PolicyEdits {
    private static final String STATEMENT = "Statement";
    private static final String LABEL = "Sid";
    private static final int MOST_ACTIONS = 7;
    private static final Set<String> ACTIONS = Set.of(
            "*",
            "ChangeMessageVisibility",
            "DeleteMessage",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "SendMessage");
    /** What no permission gives to other accounts. */
    private static final Set<String> OF_THE_OWNER = Set.of(
            "AddPermission",
            "CancelMessageMoveTask",
            "CreateQueue",
            "DeleteQueue",
            "ListMessageMoveTasks",
            "ListQueues",
            "ListQueueTags",
            "RemovePermission",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    private PolicyEdits() {}

    /**
     * A policy with one more statement.
     *
     * @param policy the policy until now; null for none
     * @param arn of the queue
     */
    public static String add(String policy, String label, List<String> accounts, List<String> actions, String arn) {
        if (!label.matches("[A-Za-z0-9_-]{1,80}")) {
            throw ApiException.invalid(
                    "Label",
                    label,
                    "It can include alphanumeric characters, hyphens and underscores, 1 to 80 of them.");
        }
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw ApiException.invalid(
                        "ActionName",
                        "SQS:" + action,
                        OF_THE_OWNER.contains(action)
                                ? "Only the queue owner is allowed to invoke this action."
                                : "Please refer to the appropriate WSDL for a list of valid actions.");
            }
        }
        if (actions.size() > MOST_ACTIONS) {
            throw new ApiException(ErrorCode.OVER_LIMIT, actions.size() + " Actions were found, maximum allowed is 7.");
        }
        if (accounts.isEmpty()) {
            throw ApiException.invalid("PrincipalId", "[]", "Unable to verify.");
        }
        for (String account : accounts) {
            if (!account.matches("[0-9]{12}")) {
                throw ApiException.invalid("PrincipalId", account, "Unable to verify.");
            }
        }
        ObjectNode json = policy == null ? empty(arn) : read(policy);
        ArrayNode statements = statements(json);
        for (JsonNode statement : statements) {
            if (statement.path(LABEL).asText().equals(label)) {
                throw ApiException.invalid("Label", label, "Already exists.");
            }
        }
        ObjectNode statement = statements.addObject();
        statement.put(LABEL, label).put("Effect", "Allow");
        put(statement.putObject("Principal"), "AWS", accounts, account -> "arn:aws:iam::" + account + ":root");
        put(statement, "Action", actions, action -> "SQS:" + action);
        statement.put("Resource", arn);
        String text = json.toString();
        Policy.parse(text);
        return text;
    }

    private static void put(ObjectNode node, String name, List<String> values, Function<String, String> map) {
        if (values.size() == 1) {
            node.put(name, map.apply(values.get(0)));
        } else {
            ArrayNode list = node.putArray(name);
            values.forEach(value -> list.add(map.apply(value)));
        }
    }

    /** A policy without the statement of a label; null if no other is left. */
    public static String remove(String policy, String label) {
        ObjectNode json = policy == null ? empty("") : read(policy);
        ArrayNode statements = statements(json);
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path(LABEL).asText().equals(label)) {
                statements.remove(i);
                return statements.isEmpty() ? null : json.toString();
            }
        }
        throw ApiException.invalid("Label", label, "can't find label.");
    }

    private static ObjectNode empty(String arn) {
        ObjectNode json = Policy.JSON.createObjectNode();
        json.put("Version", "2008-10-17").put("Id", arn + "/SQSDefaultPolicy").putArray(STATEMENT);
        return json;
    }

    private static ObjectNode read(String policy) {
        try {
            return (ObjectNode) Policy.JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored policy is not JSON: this indicates a bug", e);
        }
    }

    private static ArrayNode statements(ObjectNode json) {
        JsonNode present = json.get(STATEMENT);
        if (present instanceof ArrayNode list) {
            return list;
        }
        ArrayNode list = json.putArray(STATEMENT);
        if (present != null) {
            list.add(present);
        }
        return list;
    }
}
