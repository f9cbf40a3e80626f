package org.leasemq.sqs.call;

import org.leasemq.sqs.queue.Limits;

/**
 * @param account the account where the server is at home, 12 digits
 * @param region the region where the server is at home
 * @param limits how much is too much
 */
public record BridgeSettings(String account, String region, Limits limits) {
    public static final String ANY_ACCOUNT = "000000000000";
    public static final String ANY_REGION = "us-east-1";

    /** As Amazon SQS, for nobody in particular. */
    public static BridgeSettings defaults() {
        return new BridgeSettings(ANY_ACCOUNT, ANY_REGION, Limits.strictly());
    }

    public BridgeSettings withLimits(Limits value) {
        return new BridgeSettings(account, region, value);
    }
}
