package org.leasemq.sqs.attribute;

import java.util.Map;
import org.leasemq.sqs.access.Policy;

/** Policies among the attributes of queues. */
public final class Policies {
    /** The attribute that a policy is. */
    public static final String ATTRIBUTE = "Policy";

    private Policies() {}

    /** @throws org.leasemq.sqs.wire.ApiException if a policy among attributes of a request is none */
    public static void requirePossible(Map<String, String> attributes) {
        String policy = attributes.get(ATTRIBUTE);
        if (policy != null && !policy.isEmpty()) {
            Policy.parse(policy);
        }
    }
}
