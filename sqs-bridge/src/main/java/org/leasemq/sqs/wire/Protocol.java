package org.leasemq.sqs.wire;

import java.util.Locale;
import java.util.Map;

/** One request in the protocol its client speaks. Chosen by the request, as AWS does. */
public interface Protocol {

    /**
     * The action asked for; null if the request names none.
     *
     * @throws ApiException if its parameters cannot be read
     */
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

    /** Whether the notification service is meant, as far as the request says so. */
    boolean isForTopics();

    /** The protocol of a request. Cheap: nothing of the body is looked at before it is needed. */
    static Protocol of(WireRequest request) {
        String type = request.header("content-type");
        boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-amz-json");
        return json || request.header("x-amz-target") != null ? new JsonProtocol(request) : new QueryProtocol(request);
    }
}
