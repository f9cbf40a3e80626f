package org.leasemq.sqs.action;

import java.util.Map;
import org.leasemq.sqs.access.Policy;

/** Policies among the attributes of queues. */
final class Policies {
    static final String ATTRIBUTE = "Policy";

    private Policies() {}

    static void requirePossible(Map<String, String> attributes) {
        String policy = attributes.get(ATTRIBUTE);
        if (policy != null && !policy.isEmpty()) {
            Policy.parse(policy);
        }
    }
}
