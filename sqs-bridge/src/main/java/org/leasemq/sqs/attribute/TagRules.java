package org.leasemq.sqs.attribute;

import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What tags may be. */
public final class TagRules {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagRules() {}

    /** @param queue the name of their queue */
    public static void requirePossible(String queue, Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw invalid("Too many tags added for queue " + queue + ".");
        }
        tags.forEach((key, value) -> {
            requireKey(key);
            if (value.length() > LONGEST_VALUE) {
                throw invalid("Tag values must be between 0 and 256 characters in length.");
            }
        });
    }

    /** @throws ApiException if a tag cannot be called so */
    public static void requireKey(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw invalid("Tag keys must be between 1 and 128 characters in length.");
        }
    }

    private static ApiException invalid(String message) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, message);
    }
}
