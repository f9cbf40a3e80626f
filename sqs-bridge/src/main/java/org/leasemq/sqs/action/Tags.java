package org.leasemq.sqs.action;

import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What tags may be. */
public final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Tags() {}

    static void requirePossible(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw ApiException.invalid("Tags", tags.size() + " tags", "There can be at most 50 tags.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                throw new ApiException(
                        ErrorCode.INVALID_PARAMETER_VALUE, "Tag keys must be between 1 and 128 characters in length.");
            }
            if (value.length() > LONGEST_VALUE) {
                throw ApiException.invalid("Tags", key, "A tag's value has up to 256 characters.");
            }
        });
    }
}
