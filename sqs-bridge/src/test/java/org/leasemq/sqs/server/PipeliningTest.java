package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;

/** What comes on a connection whose client waits for a message. */
class PipeliningTest extends BridgeFixture {
    private static final String WAIT = "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}";

    private static String post(String action, String json) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: AmazonSQS." + action + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    /** Head and body of the next answer. */
    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            assertTrue(next >= 0, "the connection has ended after: " + head);
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
        return head + new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
    }

    private void awaitWaiting(int count) throws Exception {
        HttpRequest metrics =
                HttpRequest.newBuilder(URI.create(server.uri() + "/metrics")).build();
        while (!HttpClient.newHttpClient()
                .send(metrics, BodyHandlers.ofString())
                .body()
                .contains("\nsqs_waiting_receives " + count + "\n")) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r\n\r\n"})
    void theEndOfALineTooMuchDoesNotEndAWaitingReceive(String late) throws Exception {
        create("q");
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            write(socket, post("ReceiveMessage", WAIT));
            awaitWaiting(1);
            write(socket, late);
            send("q", "for the one who waits");
            assertTrue(read(socket).contains("for the one who waits"));
            write(socket, post("ListQueues", "{}"));
            assertTrue(read(socket).contains("/q\""));
        }
    }

    @Test
    void aRequestThatFollowsIsAnsweredAfterTheWaitingOne() throws Exception {
        create("q");
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            write(socket, post("ReceiveMessage", WAIT));
            awaitWaiting(1);
            // more than is read at once
            write(
                    socket,
                    post("GetQueueUrl", "{\"QueueName\":\"q\"}")
                            + post(
                                    "SendMessage",
                                    "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + "x".repeat(100_000) + "\"}")
                            + post("ListQueues", "{}"));
            send("q", "for the one who waits");
            assertTrue(read(socket).contains("for the one who waits"));
            assertTrue(read(socket).contains("QueueUrl\""));
            assertTrue(read(socket).contains("MD5OfMessageBody"));
            assertTrue(read(socket).contains("QueueUrls"));
        }
        assertEquals(100_000, receiveOne("q").body().length());
    }

    @Test
    void whoSendsNothingMoreIsAnsweredAtOnceWithNothing() throws Exception {
        create("q");
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            write(socket, post("ReceiveMessage", WAIT));
            awaitWaiting(1);
            socket.shutdownOutput();
            assertTrue(read(socket).endsWith("{}"));
            assertEquals(-1, socket.getInputStream().read());
        }
        send("q", "for somebody else");
        assertEquals("for somebody else", receiveOne("q").body());
    }

    @Test
    void whatCameBeforeTheEndIsDone() throws Exception {
        create("q");
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            write(socket, post("ReceiveMessage", WAIT));
            awaitWaiting(1);
            write(socket, post("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"last\"}"));
            write(socket, post("ListQueues", "{}"));
            socket.shutdownOutput();
            assertTrue(read(socket).endsWith("{}"));
            assertTrue(read(socket).contains("MD5OfMessageBody"));
            assertTrue(read(socket).contains("/q\""));
        }
        assertEquals("last", receiveOne("q").body());
    }
}
