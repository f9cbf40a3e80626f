package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;

/** Policies of queues: what is kept, and how permissions are added and removed. */
final class Policies {
    static final String ATTRIBUTE = "Policy";

    private Policies() {}

    static void requirePossible(Map<String, String> attributes) {
        attributes.get(ATTRIBUTE);
    }

    static String add(String policy, String label, List<String> accounts, List<String> actions, String arn) {
        return policy;
    }

    static String remove(String policy, String label) {
        return policy;
    }
}
