package org.leasemq.sqs.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What every request has to be like, whatever it asks for: methods, types and encodings as AWS takes them. */
public final class RequestRules {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/x-amz-json-";
    private static final Set<String> METHODS = Set.of("GET", "POST");

    private RequestRules() {}

    /**
     * Looks at what is known before the body has been read.
     *
     * @throws ApiException if the request is none of this API
     */
    public static void requireHead(WireRequest request) {
        if (!METHODS.contains(request.method())) {
            throw new ApiException(
                    ErrorCode.METHOD_NOT_ALLOWED, "The method " + request.method() + " is not GET or POST.");
        }
        String encoding = request.header("content-encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ApiException(
                    ErrorCode.SERIALIZATION,
                    "The request is encoded (Content-Encoding: " + encoding
                            + "), which this API does not take. Send it as it is.");
        }
        List<String> transfer = request.headers().getOrDefault("transfer-encoding", List.of());
        if (!transfer.isEmpty()
                && (transfer.size() > 1 || !transfer.get(0).strip().equalsIgnoreCase("chunked"))) {
            throw new ApiException(
                    ErrorCode.SERIALIZATION,
                    "The request is encoded (Transfer-Encoding: " + String.join(", ", transfer)
                            + "), of which this API takes chunked alone.");
        }
        String type = type(request);
        if (type != null && request.method().equals("POST")) {
            requireKnown(type);
        }
    }

    /**
     * Looks at a request that has been read: one with a body has to say what that is, since a page in a browser can leave it
     * unsaid.
     *
     * @throws ApiException if it does not
     */
    public static void requireBody(WireRequest request) {
        String type = type(request);
        if (request.body().length > 0 && (type != null || request.header("x-amz-target") == null)) {
            requireKnown(type);
        }
    }

    private static String type(WireRequest request) {
        String type = request.header("content-type");
        if (type == null) {
            return null;
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static void requireKnown(String type) {
        if (type == null || !type.equals(FORM) && !type.startsWith(JSON)) {
            throw new ApiException(
                    ErrorCode.UNKNOWN_OPERATION,
                    "The content type " + (type == null ? "is missing" : type + " is not one of this API")
                            + ": requests are " + JSON + "1.0 or " + FORM + ".");
        }
    }
}
