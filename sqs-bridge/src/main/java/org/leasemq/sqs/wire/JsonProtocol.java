package org.leasemq.sqs.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** AWS JSON 1.0, which current SDKs speak. */
final class JsonProtocol implements Protocol {
    private static final String TYPE = "application/x-amz-json-1.0";
    private static final JsonReader READER = new JsonReader();
    private static final JsonWriter WRITER = new JsonWriter();

    private final WireRequest request;

    JsonProtocol(WireRequest request) {
        this.request = request;
    }

    @Override
    public String action() {
        String target = request.header("x-amz-target");
        return target == null ? null : target.substring(target.lastIndexOf('.') + 1);
    }

    @Override
    public Input read(Shape.Structure shape) {
        return new Input(READER.read(request.body(), shape));
    }

    @Override
    public Answer success(String action, Shape.Structure shape, Map<String, Object> values, String requestId) {
        byte[] body = shape.members().isEmpty() ? new byte[0] : write(values);
        return new Answer(200, TYPE, Map.of("x-amzn-RequestId", requestId), body);
    }

    @Override
    public Answer failure(ApiException error, String requestId) {
        ErrorCode code = error.code();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amzn-RequestId", requestId);
        headers.put("x-amzn-query-error", code.legacy() + ";" + (code.isServers() ? "Receiver" : "Sender"));
        Map<String, Object> body = Shape.values("__type", code.type(), "message", error.getMessage());
        return new Answer(code.status(), TYPE, headers, write(body));
    }

    @Override
    public boolean isQuery() {
        return false;
    }

    @Override
    public boolean isForTopics() {
        return false;
    }

    static byte[] write(Map<String, Object> values) {
        return WRITER.write(values);
    }
}
