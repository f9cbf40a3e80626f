package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.sqs.cli.Main;

/** A server in a small heap that keeps everything in it, and a client that sends more than fits, again and again. */
@Timeout(300)
class SmallHeapInMemoryTest {
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");
    private static final String BODY = "x".repeat(20_000);
    private static final int HEAP = 64 << 20;

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Process server;
    private URI uri;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--memory")
                .redirectError(directory.resolve("server.log").toFile())
                .start();
        String line = server.inputReader().readLine();
        assertTrue(line != null && line.contains(" on http"), () -> line + log());
        uri = URI.create(line.split(" ", -1)[4].replace(",", ""));
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroy();
        assertTrue(server.waitFor() != 3, this::log);
    }

    private String log() {
        try {
            return "\n" + Files.readString(directory.resolve("server.log"));
        } catch (IOException e) {
            return "\n" + e;
        }
    }

    private HttpResponse<String> ask(String action, String more) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"QueueUrl\":\"" + uri + "/000000000000/small\"," + more + "}"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends until there is no room; tells how many were taken. */
    private int fill() throws Exception {
        for (int count = 0; count * BODY.length() < 2 * HEAP; count++) {
            HttpResponse<String> answer = ask("SendMessage", "\"MessageBody\":\"" + BODY + "\"");
            if (answer.statusCode() != 200) {
                assertTrue(answer.body().contains("OverLimit"), answer::body);
                return count;
            }
        }
        throw new AssertionError("Nothing was refused" + log());
    }

    private int receiveAndDeleteAll() throws Exception {
        int count = 0;
        while (true) {
            HttpResponse<String> answer = ask("ReceiveMessage", "\"MaxNumberOfMessages\":10");
            assertEquals(200, answer.statusCode(), answer::body);
            int before = count;
            for (Matcher handle = HANDLE.matcher(answer.body()); handle.find(); count++) {
                HttpResponse<String> deleted = ask("DeleteMessage", "\"ReceiptHandle\":\"" + handle.group(1) + "\"");
                assertEquals(200, deleted.statusCode(), deleted::body);
            }
            if (count == before) {
                return count;
            }
        }
    }

    @Test
    void itRefusesWhatDoesNotFitAndHasRoomAgainWhenThatHasGone() throws Exception {
        ask("CreateQueue", "\"QueueName\":\"small\"");
        for (int round = 0; round < 4; round++) {
            int sent = fill();
            assertTrue(sent > 100, sent + " messages in round " + round);
            assertEquals(sent, receiveAndDeleteAll());
        }
    }
}
