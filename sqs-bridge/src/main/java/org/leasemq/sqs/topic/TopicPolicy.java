package org.leasemq.sqs.topic;

import org.leasemq.sqs.access.Policy;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Policies of topics. */
final class TopicPolicy {
    private TopicPolicy() {}

    /** Refuses what is no policy; null and nothing are none at all. */
    static void require(String policy) {
        try {
            if (policy != null && !policy.isEmpty()) {
                Policy.parse(policy);
            }
        } catch (ApiException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER, "Invalid parameter: Policy Error: " + e.getMessage(), e);
        }
    }
}
