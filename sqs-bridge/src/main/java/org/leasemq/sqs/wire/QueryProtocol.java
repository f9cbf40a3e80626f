package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** AWS Query with answers in XML, which older clients speak, and the notification service. */
final class QueryProtocol implements Protocol {
    private static final String QUEUES = "http://queue.amazonaws.com/doc/2012-11-05/";
    private static final String TOPICS = "http://sns.amazonaws.com/doc/2010-03-31/";
    private static final String TOPICS_VERSION = "2010-03-31";

    private static final String JSON = "application/json";
    /** Clients look for their results, though there is never anything in them. */
    private static final Set<String> EMPTY_RESULTS = Set.of("TagResource", "UntagResource");

    /** What queues have no parameter of. */
    private static final Set<String> OF_TOPICS = Set.of("TopicArn", "SubscriptionArn");

    private static final String TOPICS_SCOPE = "/sns/aws4_request";

    private final WireRequest request;
    private final boolean json;
    private Map<String, String> parameters;

    QueryProtocol(WireRequest request) {
        this.request = request;
        this.json = prefersJson(request.header("accept"));
    }

    /** Whether JSON is what a client would like best: the first of those it accepts. */
    private static boolean prefersJson(String accept) {
        if (accept == null || !accept.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return false;
        }
        String behind = accept.substring(JSON.length()).strip();
        return behind.isEmpty() || behind.charAt(0) == ',' || behind.charAt(0) == ';';
    }

    /** Those of the query string and the form, read when they are asked for. */
    private Map<String, String> parameters() {
        if (parameters == null) {
            Map<String, String> read = new LinkedHashMap<>();
            if (request.query() != null) {
                read.putAll(Parameters.of(request.query()));
            }
            if (request.body().length > 0) {
                read.putAll(Parameters.of(new String(request.body(), UTF_8)));
            }
            parameters = read;
        }
        return parameters;
    }

    /** As far as it is known: a refusal may come before anything has been read. */
    @Override
    public boolean isForTopics() {
        if (parameters != null && parameters.containsKey("Version")) {
            return TOPICS_VERSION.equals(parameters.get("Version"));
        }
        if (parameters != null && OF_TOPICS.stream().anyMatch(parameters::containsKey)) {
            return true; // as with the URL in an envelope, which says no version
        }
        String authorization = request.header("authorization");
        return authorization != null && authorization.contains(TOPICS_SCOPE);
    }

    private String namespace() {
        return isForTopics() ? TOPICS : QUEUES;
    }

    @Override
    public String action() {
        return parameters().get("Action");
    }

    @Override
    public Input read(Shape.Structure shape) {
        return new Input(QueryReader.read(parameters(), shape));
    }

    @Override
    public Answer success(String action, Shape.Structure shape, Map<String, Object> values, String requestId) {
        String response = action + "Response";
        boolean hasResult = !shape.members().isEmpty() || EMPTY_RESULTS.contains(action);
        if (json) {
            Map<String, Object> body = new TreeMap<>(Map.of("ResponseMetadata", Map.of("RequestId", requestId)));
            if (hasResult) {
                body.put(action + "Result", QueryJson.structure(values, shape));
            }
            return json(200, Map.of(response, body), requestId);
        }
        XmlWriter xml = new XmlWriter();
        xml.raw("<?xml version=\"1.0\"?><" + response + " xmlns=\"" + namespace() + "\">");
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
        String name = isForTopics() ? code.ofTopics() : code.legacy();
        String type = code.isServers() ? "Receiver" : "Sender";
        if (error.getMessage() == null) {
            return new Answer(code.status(), null, ids(requestId), ("<" + code.legacy() + "/>\n").getBytes(UTF_8));
        }
        if (json) {
            Map<String, Object> body = Shape.values("Code", name, "Message", error.getMessage(), "Type", type);
            return json(code.status(), Shape.values("Error", body, "RequestId", requestId), requestId);
        }
        XmlWriter xml = new XmlWriter();
        xml.raw("<?xml version=\"1.0\"?><ErrorResponse xmlns=\"" + namespace() + "\">");
        xml.open("Error").text("Type", type).text("Code", name).text("Message", error.getMessage());
        xml.raw(isForTopics() ? "" : "<Detail/>")
                .close("Error")
                .text("RequestId", requestId)
                .close("ErrorResponse");
        return xml(code.status(), xml, requestId);
    }

    @Override
    public boolean isQuery() {
        return true;
    }

    private static Answer json(int status, Map<String, Object> body, String requestId) {
        return new Answer(status, JSON, ids(requestId), JsonProtocol.write(body));
    }

    private static Answer xml(int status, XmlWriter xml, String requestId) {
        return new Answer(status, "text/xml", ids(requestId), xml.toBytes());
    }

    private static Map<String, String> ids(String requestId) {
        return Map.of("x-amzn-RequestId", requestId);
    }
}
