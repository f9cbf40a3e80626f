package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads query strings and forms, in one pass, within limits. */
public final class Parameters {
    private static final int MOST = 10_000;
    private static final int LONGEST_NAME = 1_024;

    private Parameters() {}

    /**
     * The parameters of a query string or a form.
     *
     * @throws ApiException if they are not encoded as they should be, too many, or have names too long
     */
    public static Map<String, String> of(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = 0;
        int count = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                count++;
                if (count > MOST) {
                    throw new ApiException(
                            ErrorCode.SERIALIZATION, "The request has more than " + MOST + " parameters.");
                }
                put(parameters, text, start, end);
            }
            start = end + 1;
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, String text, int start, int end) {
        int equals = start;
        while (equals < end && text.charAt(equals) != '=') {
            equals++;
        }
        if (equals - start > LONGEST_NAME) {
            throw new ApiException(
                    ErrorCode.SERIALIZATION,
                    "The name of a parameter is longer than " + LONGEST_NAME + " characters: "
                            + text.substring(start, start + 40) + "...");
        }
        String value = equals < end ? decoded(text.substring(equals + 1, end)) : "";
        parameters.put(decoded(text.substring(start, equals)), value);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    ErrorCode.SERIALIZATION, "A parameter is not encoded as it should be: " + e.getMessage(), e);
        }
    }
}
