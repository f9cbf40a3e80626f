package org.leasemq.sqs.topic;

import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Refusals in the words of the notification service. */
public final class TopicErrors {
    private TopicErrors() {}

    /** Something in a request cannot be. */
    public static ApiException invalid(String what) {
        return new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: " + what);
    }

    /** A parameter cannot be so. */
    public static ApiException invalid(String parameter, String reason) {
        return invalid(parameter + " Reason: " + reason);
    }

    /** There is no such topic. */
    public static ApiException noTopic() {
        return new ApiException(ErrorCode.NOT_FOUND, "Topic does not exist");
    }

    /** There is no such subscription. */
    public static ApiException noSubscription() {
        return new ApiException(ErrorCode.NOT_FOUND, "Subscription does not exist");
    }

    /** Something that has to be there: may be empty. */
    public static String required(String parameter, String value) {
        if (value == null) {
            throw invalid(parameter, "no value for required parameter");
        }
        return value;
    }

    /** Something with parts that has to be there. */
    public static void requireSome(String member, boolean some) {
        if (!some) {
            throw new ApiException(
                    ErrorCode.VALIDATION_ERROR,
                    "1 validation error detected: Value null at '" + member
                            + "' failed to satisfy constraint: Member must not be null");
        }
    }

    /** Refuses what does not have the parts of an ARN. */
    public static String requireArn(String parameter, String value) {
        int parts = required(parameter, value).split(":", -1).length;
        if (parts < 6) {
            throw invalid(parameter, "An ARN must have at least 6 elements, not " + parts);
        }
        return value;
    }
}
