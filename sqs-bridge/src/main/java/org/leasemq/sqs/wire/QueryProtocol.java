package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** AWS Query with answers in XML, which older clients speak, and the notification service. */
final class QueryProtocol implements Protocol {
    private static final String QUEUES = "http://queue.amazonaws.com/doc/2012-11-05/";
    private static final String TOPICS = "http://sns.amazonaws.com/doc/2010-03-31/";
    private static final String TOPICS_VERSION = "2010-03-31";

    private final Map<String, String> parameters;
    private final String namespace;
    private final boolean json;

    private QueryProtocol(Map<String, String> parameters, boolean json) {
        this.parameters = parameters;
        this.namespace = TOPICS_VERSION.equals(parameters.get("Version")) ? TOPICS : QUEUES;
        this.json = json;
    }

    static QueryProtocol of(WireRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (request.query() != null) {
            parameters.putAll(Protocol.parameters(request.query()));
        }
        parameters.putAll(Protocol.parameters(new String(request.body(), UTF_8)));
        return new QueryProtocol(parameters, "application/json".equals(request.header("accept")));
    }

    static Answer unreadable(ApiException error, String requestId) {
        return new QueryProtocol(Map.of(), false).failure(error, requestId);
    }

    @Override
    public String action() {
        return parameters.get("Action");
    }

    @Override
    public Input read(Shape.Structure shape) {
        return new Input(QueryReader.read(parameters, shape));
    }

    @Override
    public Answer success(String action, Shape.Structure shape, Map<String, Object> values, String requestId) {
        String response = action + "Response";
        boolean hasResult = !shape.members().isEmpty();
        if (json) {
            Map<String, Object> body = Shape.values(action + "Result", hasResult ? values : null);
            body.put("ResponseMetadata", Map.of("RequestId", requestId));
            return json(200, Map.of(response, body), requestId);
        }
        XmlWriter xml = new XmlWriter();
        xml.raw("<?xml version=\"1.0\"?><" + response + " xmlns=\"" + namespace + "\">");
        if (hasResult) {
            xml.open(action + "Result").structure(values, shape);
            xml.close(action + "Result");
        }
        xml.open("ResponseMetadata").text("RequestId", requestId).close("ResponseMetadata");
        return xml(200, xml.close(response), requestId);
    }

    @Override
    public Answer failure(ApiException error, String requestId) {
        ErrorCode code = error.code();
        String type = code.isServers() ? "Receiver" : "Sender";
        if (json) {
            Map<String, Object> body = Shape.values("Type", type, "Code", code.legacy(), "Message", error.getMessage());
            return json(code.status(), Shape.values("Error", body, "RequestId", requestId), requestId);
        }
        XmlWriter xml = new XmlWriter();
        xml.raw("<?xml version=\"1.0\"?><ErrorResponse xmlns=\"" + namespace + "\">");
        xml.open("Error").text("Type", type).text("Code", code.legacy()).text("Message", error.getMessage());
        xml.raw("<Detail/>").close("Error").text("RequestId", requestId).close("ErrorResponse");
        return xml(code.status(), xml, requestId);
    }

    @Override
    public boolean isQuery() {
        return true;
    }

    private static Answer json(int status, Map<String, Object> body, String requestId) {
        return new Answer(status, "application/json", Map.of("x-amzn-RequestId", requestId), JsonProtocol.write(body));
    }

    private static Answer xml(int status, XmlWriter xml, String requestId) {
        byte[] body = xml.toString().getBytes(UTF_8);
        return new Answer(status, "text/xml", Map.of("x-amzn-RequestId", requestId), body);
    }
}
