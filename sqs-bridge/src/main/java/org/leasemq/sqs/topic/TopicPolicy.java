package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Set;
import org.leasemq.sqs.access.Policy;
import org.leasemq.sqs.access.PolicyText;
import org.leasemq.sqs.wire.ApiException;

/** Policies of topics, and the statements in them that permissions are. */
public final class TopicPolicy {
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
        PolicyText text = PolicyText.empty("__default_policy_ID");
        text.allow("__default_statement_ID", List.of("*"), written(OWNERS), topicArn)
                .putObject("Condition")
                .putObject("StringEquals")
                .put("AWS:SourceOwner", owner);
        return text.toString();
    }

    private static List<String> written(List<String> actions) {
        return PolicyText.each(actions, action -> "SNS:" + action);
    }

    /** A policy with one more statement. */
    public static String add(
            String policy, String label, List<String> accounts, List<String> actions, String topicArn) {
        actions.forEach(action -> {
            if (!OWNERS.contains(action) && !OTHERS.contains(action)) {
                throw TopicErrors.invalid("Policy statement action out of service scope!");
            }
        });
        PolicyText text = PolicyText.of(policy);
        if (text.has(label)) {
            throw TopicErrors.invalid("Statement already exists");
        }
        text.allow(
                label,
                PolicyText.each(
                        accounts,
                        account -> account.matches("[0-9]{12}") ? "arn:aws:iam::" + account + ":root" : account),
                written(actions),
                topicArn);
        require(text.toString());
        return text.toString();
    }

    /** A policy without the statement of a label, if it has that; null if no other is left. */
    public static String remove(String policy, String label) {
        PolicyText text = PolicyText.of(policy);
        text.remove(label);
        return text.isEmpty() ? null : text.toString();
    }
}
