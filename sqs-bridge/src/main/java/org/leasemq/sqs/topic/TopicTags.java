package org.leasemq.sqs.topic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Tags of topics, as requests carry them. */
public final class TopicTags {
    /** What they look like. */
    public static final Shape LIST = new Shape.ListOf("member", false, Shape.texts("Key", "Value"));

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TopicTags() {}

    /** @throws ApiException if they cannot be */
    public static Map<String, String> of(Input in) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Input tag : in.structures("Tags")) {
            String key = tag.text("Key");
            String value = tag.text("Value");
            if (key == null || key.isEmpty() || key.length() > LONGEST_KEY) {
                throw TopicErrors.invalid("Tags", "a tag's key has 1 to 128 characters");
            }
            if (value == null || value.length() > LONGEST_VALUE) {
                throw TopicErrors.invalid("Tags", "a tag has a value of up to 256 characters");
            }
            if (tags.put(key, value) != null) {
                throw TopicErrors.invalid("Duplicated keys are not allowed.");
            }
        }
        requireFew(tags);
        return tags;
    }

    /** @throws ApiException if these are too many for a topic */
    public static void requireFew(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw new ApiException(
                    ErrorCode.TAG_LIMIT_EXCEEDED, "Could not complete request: tag quota of per resource exceeded");
        }
    }
}
