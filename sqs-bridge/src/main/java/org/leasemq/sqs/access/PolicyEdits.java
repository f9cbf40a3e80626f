package org.leasemq.sqs.access;

import java.util.List;
import java.util.Set;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** How permissions become statements of a policy, as Amazon SQS writes them. */
public final class PolicyEdits {
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
        PolicyText text = policy == null ? empty(arn) : PolicyText.of(policy);
        if (text.has(label)) {
            throw ApiException.invalid("Label", label, "Already exists.");
        }
        text.allow(
                label,
                PolicyText.each(accounts, account -> "arn:aws:iam::" + account + ":root"),
                PolicyText.each(actions, action -> "SQS:" + action),
                arn);
        Policy.parse(text.toString());
        return text.toString();
    }

    /** A policy without the statement of a label; null if no other is left. */
    public static String remove(String policy, String label) {
        PolicyText text = policy == null ? empty("") : PolicyText.of(policy);
        if (!text.has(label)) {
            throw ApiException.invalid("Label", label, "can't find label.");
        }
        text.remove(label);
        return text.isEmpty() ? null : text.toString();
    }

    private static PolicyText empty(String arn) {
        return PolicyText.empty(arn + "/SQSDefaultPolicy");
    }
}
