package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Requests as they are on the wire, in both protocols, and requests that nobody should send. */
class WireTest extends BridgeFixture {
    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> json(String action, String body) throws Exception {
        return http.send(jsonRequest(action, body), BodyHandlers.ofString());
    }

    private HttpRequest jsonRequest(String action, String body) {
        return HttpRequest.newBuilder(server.uri())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> form(String path, String form) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.uri() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertContains(String part, HttpResponse<String> answer) {
        assertTrue(answer.body().contains(part), answer.statusCode() + " " + answer.body());
    }

    @Test
    void queryIsAnsweredInXml() throws Exception {
        HttpResponse<String> created =
                form("/", "Action=CreateQueue&QueueName=q&Attribute.1.Name=DelaySeconds&Attribute.1.Value=0");
        assertEquals(200, created.statusCode());
        assertContains("<CreateQueueResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">", created);
        assertContains("<QueueUrl>" + server.uri() + "/000000000000/q</QueueUrl>", created);
        form("/000000000000/q", "Action=SendMessage&MessageBody=%3Ca%26%22%0D%3E");
        HttpResponse<String> received = form("/000000000000/q", "Action=ReceiveMessage&AttributeName.1=All");
        assertContains("<Body>&lt;a&amp;&quot;&#xD;&gt;</Body>", received);
        assertContains("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>", received);
        HttpResponse<String> batch = form(
                "/queue/us-east-1/000000000000/q",
                "Action=DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=a"
                        + "&DeleteMessageBatchRequestEntry.1.ReceiptHandle=x");
        assertContains("<BatchResultErrorEntry><Id>a</Id><SenderFault>true</SenderFault>", batch);
    }

    @Test
    void queryIsAnsweredInJsonOnRequest() throws Exception {
        create("q");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.uri() + "/?Action=GetQueueUrl&QueueName=q"))
                        .header("Accept", "application/json")
                        .build(),
                BodyHandlers.ofString());
        assertContains("{\"GetQueueUrlResponse\":{\"GetQueueUrlResult\":{\"QueueUrl\":", answer);
    }

    @Test
    void errorsHaveTheirOwnShapeInEachProtocol() throws Exception {
        HttpResponse<String> query = form("/", "Action=GetQueueUrl&QueueName=none");
        assertEquals(400, query.statusCode());
        assertContains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>", query);
        assertContains("<Message>The specified queue does not exist for this wsdl version.</Message>", query);
        HttpResponse<String> json = json("GetQueueUrl", "{\"QueueName\":\"none\"}");
        assertEquals(400, json.statusCode());
        assertEquals(
                "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"The specified queue does not"
                        + " exist.\"}",
                json.body());
        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue;Sender",
                json.headers().firstValue("x-amzn-query-error").orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SendMessage|{\"QueueUrl\":\"q\",\"MessageBody\":1}|can not be converted to a String",
                "SendMessage|{\"QueueUrl\":\"q\",\"MessageBody\":null}|MissingRequiredParameter",
                "SendMessage|{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"DelaySeconds\":\"1\"}|can not be converted to"
                        + " an Integer",
                "SendMessage|{\"QueueUrl\":\"q\"|SerializationException",
                "SendMessage|[]|SerializationException",
                "SendMessage|{}{}|SerializationException",
                "SendMessage|{\"QueueUrl\":\"nothing\",\"MessageBody\":\"x\"}|QueueDoesNotExist",
                "SendMessage|{\"MessageBody\":\"x\"}|QueueUrl",
                "SendMessage|{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":{\"DataType\":\"Foo\"}}}|Binary,"
                        + " Number, and String",
                "SendMessage|{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":{\"AWS.x\":{\"DataType\":\"String\",\"StringValue\":\"1\"}}}|AWS.x",
                "SendMessage|{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":{\"DataType\":\"Number\",\"StringValue\":\"1e999999999\"}}}|number",
                "ReceiveMessage|{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":99999999999999999999}|SerializationException",
                "Nonsense|{}|UnknownOperation",
            })
    void badJsonIsRefusedByName(String action, String body, String complaint) throws Exception {
        create("q");
        HttpResponse<String> answer = json(action, body);
        assertTrue(answer.statusCode() / 100 == 4, answer.statusCode() + answer.body());
        assertContains(complaint, answer);
        assertEquals("0", attributes("q").get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    @Test
    void deepAndLargeRequestsAreRefused() throws Exception {
        create("q");
        assertContains("SerializationException", json("SendMessage", "{\"x\":".repeat(100_000)));
        assertContains("SerializationException", json("SendMessage", "{\"QueueUrl\":" + "[".repeat(1000)));
        assertEquals(
                413,
                json("SendMessage", "{\"MessageBody\":\"" + "x".repeat(17 << 20) + "\"}")
                        .statusCode());
        String largest = "x".repeat(1 << 20);
        assertEquals(
                200,
                json("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + largest + "\"}")
                        .statusCode());
        assertContains(
                "must be shorter", json("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + largest + "x\"}"));
        assertEquals(largest, receiveOne("q").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action=SendMessage&MessageBody=%ZZ",
                "Action=Nonsense",
                "x=1",
                "Action=SetQueueAttributes&Attribute.1.Value=3",
                "Action=ReceiveMessage&MaxNumberOfMessages=many"
            })
    void badFormsAreRefused(String form) throws Exception {
        create("q");
        HttpResponse<String> answer = form("/000000000000/q", form);
        assertEquals(400, answer.statusCode(), answer.body());
        assertContains("<ErrorResponse", answer);
    }

    @Test
    void halfARequestHarmsNobody() throws IOException {
        create("q");
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream()
                    .write(
                            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n\r\n{"
                                    .getBytes(UTF_8));
        }
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(100_000) + "\r\n\r\n")
                            .getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
            assertEquals("HTTP/1.1 431", answer);
        }
        send("q", "still there");
        assertEquals("still there", receiveOne("q").body());
    }

    /** A connection that ends while its client is sending takes the answer along. */
    @Test
    void whoSendsTooMuchIsListenedToAfterTheAnswer() throws IOException {
        byte[] body = new byte[17 << 20];
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(UTF_8));
            assertEquals("HTTP/1.1 413", new String(socket.getInputStream().readNBytes(12), UTF_8));
            socket.getOutputStream().write(body);
            String rest = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertTrue(rest.contains("RequestEntityTooLarge"), rest);
        }
    }

    @Test
    void aReceiveWaitsUntilAMessageComes() throws Exception {
        String url = create("q");
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                jsonRequest("ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}"), BodyHandlers.ofString());
        awaitWaiting(1);
        send(url, "at last");
        assertContains("at last", waiting.get());
    }

    @Test
    void aReceiveEndsWithoutMessagesWhenItsTimeIsOver() throws Exception {
        create("q");
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                jsonRequest("ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}"), BodyHandlers.ofString());
        awaitWaiting(1);
        advance(Duration.ofSeconds(20));
        assertEquals("{}", waiting.get().body());
    }

    @Test
    void whoHangsUpWhileWaitingGetsNothing() throws Exception {
        String url = create("q");
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            String body = "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}";
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                                    + "X-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            awaitWaiting(1);
        }
        send(url, "for somebody");
        awaitWaiting(0);
        assertEquals(
                "for somebody",
                sqs.receiveMessage(request ->
                                request.queueUrl(url).waitTimeSeconds(20).messageSystemAttributeNamesWithStrings("All"))
                        .messages()
                        .get(0)
                        .body());
    }

    @Test
    void stoppingEndsReceivesThatWaitWithoutMessages() throws Exception {
        create("q");
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                jsonRequest("ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}"), BodyHandlers.ofString());
        awaitWaiting(1);
        server.close();
        assertEquals("{}", waiting.get().body());
    }

    @Test
    void operatorsSeeHealthAndMetrics() throws Exception {
        String url = create("q");
        send(url, "a");
        assertEquals(200, get("/health").statusCode());
        assertEquals(200, get("/ready").statusCode());
        HttpResponse<String> metrics = get("/metrics");
        assertContains("sqs_approximate_number_of_messages_visible{queue=\"q\"} 1", metrics);
        assertContains("sqs_requests_total{action=\"SendMessage\"} 1", metrics);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(server.uri() + path)).build(), BodyHandlers.ofString());
    }

    /** Asks the server until so many receives wait. */
    private void awaitWaiting(int count) throws Exception {
        while (!get("/metrics").body().contains("\nsqs_waiting_receives " + count + "\n")) {
            Thread.onSpinWait();
        }
    }
}
