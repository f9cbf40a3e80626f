package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** What nobody's page sends. */
class HostileTest extends BridgeFixture {
    private ConsoleClient client;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
        create("orders");
        sqs.sendMessage(request ->
                request.queueUrl(server.uri() + "/000000000000/orders").messageBody("one"));
    }

    private void assertStillThere() {
        assertEquals(
                1,
                client.ask("queue", Map.of("queue", "orders"))
                        .path("counts")
                        .path("available")
                        .asInt());
    }

    private RawRequest purge() {
        return new RawRequest("POST /console/api/purge-queue")
                .with("Host", "127.0.0.1:" + server.uri().getPort())
                .with("Origin", server.uri().toString())
                .with("X-LeaseMQ-Console", "1")
                .with("Content-Type", "application/json")
                .body("{\"queue\":\"orders\"}");
    }

    @Test
    void aForeignPageChangesNothing() throws IOException {
        assertEquals(403, purge().with("Origin", "http://evil.test").status(server.uri()));
        assertEquals(403, purge().with("Origin", "null").status(server.uri()));
        assertEquals(403, purge().with("Origin", null).status(server.uri()));
        assertEquals(403, purge().with("Origin", "http://127.0.0.1:1").status(server.uri()));
        assertEquals(403, purge().with("Sec-Fetch-Site", "cross-site").status(server.uri()));
        assertEquals(403, purge().with("X-LeaseMQ-Console", null).status(server.uri()));
        assertEquals(415, purge().with("Content-Type", "text/plain").status(server.uri()));
        assertEquals(
                403,
                purge().with("Host", "evil.test")
                        .with("Origin", "http://evil.test")
                        .status(server.uri()));
        assertStillThere();
        assertEquals(200, purge().status(server.uri()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{\"queue\":7}",
                "{\"queue\":null}",
                "{\"queue\":\"orders\"} {}",
                "{\"queue\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
                "\u0000"
            })
    void whatIsNoRequestIsRefused(String body) {
        assertEquals(400, client.send("purge-queue", body, same -> same).statusCode());
        assertStillThere();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"queue\":\"orders\",\"messages\":[]}",
                "{\"queue\":\"orders\",\"messages\":{}}",
                "{\"queue\":\"orders\",\"messages\":[7]}",
                "{\"queue\":\"orders\",\"messages\":[{\"messageId\":\"x\"}]}",
                "{\"queue\":\"orders\"}"
            })
    void messagesThatAreNoneAreRefused(String body) {
        for (String name : List.of("delete-messages", "release-messages", "move-messages")) {
            String all = body.replace("{\"queue\"", "{\"to\":\"orders2\",\"queue\"");
            int status = client.send(name, all, same -> same).statusCode();
            assertTrue(status == 400 || status == 404, name + " of " + all + ": " + status);
        }
        assertStillThere();
    }

    @Test
    void whatIsNotThereIsNotFoundAndNumbersThatAreNoneAreRefused() {
        assertEquals(404, client.status("purge", Map.of("queue", "orders")));
        assertEquals(404, client.status("queue", Map.of("queue", "no-such-queue")));
        assertEquals(400, client.status("overview", Map.of("sort", "colour")));
        assertEquals(400, client.status("overview", Map.of("filter", "colour")));
        assertEquals(400, client.status("overview", Map.of("max", 1_000_000)));
        assertEquals(400, client.status("overview", Map.of("from", -1)));
        assertEquals(400, client.status("messages", Map.of("queue", "orders", "skip", -1)));
        assertEquals(400, client.status("messages", Map.of("queue", "orders", "after", "nowhere")));
        assertEquals(400, client.status("messages", Map.of("queue", "orders", "after", "x".repeat(100_000))));
        assertEquals(404, client.status("decide-transaction", Map.of("id", "none")));
        assertEquals(404, client.status("end-program", Map.of("id", "12345678")));
    }

    @Test
    void hugeBodiesAreNotRead() throws IOException {
        RawRequest huge = purge().with("Content-Length", "3000000000");
        assertEquals(413, huge.status(server.uri()));
        assertEquals(
                413,
                client.send("login", "{\"user\":\"" + "x".repeat(10_000) + "\"}", same -> same)
                        .statusCode());
        String chunked = new RawRequest("POST /console/api/purge-queue")
                .with("Host", "127.0.0.1:" + server.uri().getPort())
                .with("Origin", server.uri().toString())
                .with("X-LeaseMQ-Console", "1")
                .with("Content-Type", "application/json")
                .with("Transfer-Encoding", "chunked")
                .send(server.uri());
        assertTrue(chunked.startsWith("HTTP/1.1 411"), chunked);
        assertStillThere();
    }

    @Test
    void markupIsToldAsTextOfJsonThatNoBrowserTakesForAPage() {
        String name = "<img src=x onerror=alert(1)>";
        HttpResponse<String> answer = client.send("queue", Map.of("queue", name));
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void readingByGetIsNoneOfTheConsole() throws Exception {
        assertTrue(client.get("/console/api/overview").statusCode() >= 400);
        assertTrue(java.net.http.HttpClient.newHttpClient()
                        .send(
                                client.request("overview")
                                        .method("PUT", BodyPublishers.ofString("{}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode()
                >= 400);
    }
}
