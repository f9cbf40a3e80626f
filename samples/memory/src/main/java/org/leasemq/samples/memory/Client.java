package org.leasemq.samples.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks the API as a client without an SDK does, and says what came back. Safe for use by several threads. */
final class Client {
    private static final String TYPE = "application/x-amz-json-1.0";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");
    private static final Pattern BODY = Pattern.compile("\"Body\":\"(\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Client(int port) {
        this.port = port;
    }

    /** An answer with its status. */
    record Reply(int status, String body) {

        boolean isDone() {
            return status == 200;
        }

        /** Memory is used up, in the words of the API. */
        boolean isRefused() {
            return body.contains("OverLimit") || status == 503 || status == 413;
        }

        List<String> handles() {
            return all(HANDLE);
        }

        /** The numbers with which the bodies begin. */
        List<Integer> numbers() {
            return all(BODY).stream().map(Integer::valueOf).toList();
        }

        private List<String> all(Pattern pattern) {
            List<String> found = new ArrayList<>();
            Matcher matcher = pattern.matcher(body);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        }
    }

    Reply ask(String action, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(PATIENCE)
                .header("Content-Type", TYPE)
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    int port() {
        return port;
    }

    String url(String queue) {
        return "http://127.0.0.1:" + port + "/000000000000/" + queue;
    }

    /** Asks for something and does not read the answer. To be closed by the caller. */
    Socket askAndLookAway(String action, String json) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        byte[] body = json.getBytes(UTF_8);
        String head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: " + TYPE
                + "\r\nX-Amz-Target: AmazonSQS." + action + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }
}
