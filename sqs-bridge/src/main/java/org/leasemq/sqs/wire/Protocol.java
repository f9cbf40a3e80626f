package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One request in the protocol its client speaks. Chosen by the request, as AWS does. */
public interface Protocol {

    /** The action asked for; null if the request names none. */
    String action();

    /**
     * The values of the request.
     *
     * @throws ApiException if they do not have the shape
     */
    Input read(Shape.Structure shape);

    /** The answer to a request that was carried out. */
    Answer success(String action, Shape.Structure shape, Map<String, Object> values, String requestId);

    /** The answer to a request that was refused. */
    Answer failure(ApiException error, String requestId);

    /** Whether it is the one that old clients speak: some messages differ. */
    boolean isQuery();

    /**
     * The protocol of a request.
     *
     * @throws ApiException if its parameters cannot be read
     */
    static Protocol of(WireRequest request) {
        String type = request.header("content-type");
        boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-amz-json");
        return json || request.header("x-amz-target") != null ? new JsonProtocol(request) : QueryProtocol.of(request);
    }

    /** The answer to a request whose protocol cannot be told. */
    static Answer unreadable(ApiException error, String requestId) {
        return QueryProtocol.unreadable(error, requestId);
    }

    /** The parameters of a query string or a form. */
    static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                int equals = text.indexOf('=', start);
                boolean named = equals >= 0 && equals < end;
                String name = text.substring(start, named ? equals : end);
                parameters.put(decoded(name), named ? decoded(text.substring(equals + 1, end)) : "");
            }
            start = end + 1;
        }
        return parameters;
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
