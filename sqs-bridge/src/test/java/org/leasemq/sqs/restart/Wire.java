package org.leasemq.sqs.restart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;

/** Requests as they are on the wire; answers have to be well-formed. */
final class Wire {
    /** What is no ASCII is escaped, so that halves of surrogate pairs can be sent. */
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final HttpClient http = HttpClient.newHttpClient();
    private String authorization = "none";

    /** Says who asks, and in which region; nobody checks it. */
    void askFrom(String account, String region) {
        authorization = "AWS4-HMAC-SHA256 Credential=" + account + "/20260101/" + region + "/sqs/aws4_request";
    }

    /** What has been answered: the values, or the error. */
    record Answer(int status, JsonNode values) {}

    Answer json(URI server, String action, Map<String, Object> values) throws Exception {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(server)
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(values)))
                        .build(),
                BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), parsed(action, response.body()));
    }

    private static JsonNode parsed(String action, byte[] body) throws IOException {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(action + " was not answered in JSON", e);
        }
    }

    /** Sends a form; the answer has to be well-formed XML. */
    Answer form(URI server, String form) throws Exception {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(server)
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofByteArray());
        requireXml(response.body());
        return new Answer(response.statusCode(), new TextNode(new String(response.body(), UTF_8)));
    }

    private static void requireXml(byte[] body) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(body));
    }

    /** Asks in Query for something on a queue; the answer has to be well-formed XML. */
    void xml(URI server, String action, String queue) throws Exception {
        URI uri = URI.create(server + "/000000000000/" + queue + "?Action=" + action
                + "&Version=2012-11-05&AttributeName.1=All&MessageAttributeName.1=All&VisibilityTimeout=0");
        HttpResponse<byte[]> response = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new AssertionError(action + " was answered with " + response.statusCode());
        }
        requireXml(response.body());
    }
}
