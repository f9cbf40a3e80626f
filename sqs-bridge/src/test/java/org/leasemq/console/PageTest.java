package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.sqs.server.Web;

/** The page and its files, as browsers get them. */
class PageTest extends BridgeFixture {
    private static final String[] BROWSER = {"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};
    private ConsoleClient client;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
    }

    @Test
    void aBrowserIsShownThePageAndClientsOfTheApiAreAnsweredAsEver() throws Exception {
        assertTrue(client.get("/", BROWSER).body().contains("<title>LeaseMQ</title>"));
        assertEquals(
                "{\"service\":\"LeaseMQ\",\"api\":\"Amazon SQS 2012-11-05\"}",
                client.get("/").body());
        assertEquals(
                "{\"service\":\"LeaseMQ\",\"api\":\"Amazon SQS 2012-11-05\"}",
                client.get("/", "Accept", "*/*").body());
        assertTrue(client.get("/?Action=ListQueues&Version=2012-11-05", BROWSER)
                .body()
                .contains("ListQueuesResponse"));
    }

    @Test
    void nothingIsLoadedFromElsewhereAndNothingRunsThatIsNotOurs() throws Exception {
        HttpResponse<String> page = client.get("/", BROWSER);
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self' 'sha256-"), policy);
        for (String part : List.of(
                "style-src 'self'",
                "connect-src 'self'",
                "img-src 'self' data:",
                "frame-ancestors 'none'",
                "base-uri 'none'",
                "form-action 'self'")) {
            assertTrue(policy.contains(part), policy);
        }
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElseThrow());
        assertFalse(page.body().contains("http:") || page.body().contains("https:"), page.body());
    }

    @Test
    void filesAreFewSmallAndNotSentTwice() throws Exception {
        int all = 0;
        for (String file : List.of(
                "app.js",
                "api.js",
                "ui.js",
                "overview.js",
                "queue.js",
                "messages.js",
                "actions.js",
                "figures.js",
                "others.js",
                "style.css",
                "icon.svg",
                "lib/preact.js",
                "lib/hooks.js",
                "lib/htm.js",
                "lib/pico.css",
                "lib/uplot.css")) {
            HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/console/" + file))
                    .header("Accept-Encoding", "gzip")
                    .build();
            HttpResponse<byte[]> zipped = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
            assertEquals(200, zipped.statusCode(), file);
            all += zipped.body().length;
            HttpResponse<String> plain = client.get("/console/" + file);
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
                assertEquals(plain.body(), new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
            String tag = plain.headers().firstValue("ETag").orElseThrow();
            assertEquals(
                    304, client.get("/console/" + file, "If-None-Match", tag).statusCode());
        }
        assertTrue(all < 100_000, all + " bytes");
    }

    @Test
    void onlyFilesOfThePageAreServed() throws Exception {
        for (String path : List.of(
                "/console/files.txt",
                "/console/../org/leasemq/console/Console.class",
                "/console/%2e%2e/%2e%2e/Console.class",
                "/console/lib/",
                "/console/lib/none.js")) {
            assertFalse(client.get(path).statusCode() == 200, path);
        }
    }

    @Test
    void behindAProxyItIsWhereTheProxyHasIt() throws Exception {
        try (SqsServer proxied = SqsServer.start(
                settings()
                        .storedAt("leasemq:mem:proxied")
                        .withWeb(Web.DIRECT.withPublicUrl(URI.create("https://queues.example.com/sqs"))),
                engines)) {
            ConsoleClient outside = new ConsoleClient(proxied.uri());
            HttpResponse<String> before = outside.get("/sqs", BROWSER);
            assertEquals(302, before.statusCode());
            assertEquals("/sqs/", before.headers().firstValue("Location").orElseThrow());
            assertTrue(outside.get("/sqs/", BROWSER).body().contains("<title>LeaseMQ</title>"));
            assertEquals(200, outside.get("/sqs/console/app.js").statusCode());
            assertEquals(200, outside.get("/console/app.js").statusCode());
            assertEquals(
                    200,
                    outside.send("session", "{}", request -> request.setHeader("Origin", "https://queues.example.com"))
                            .statusCode());
        }
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        EmbeddedEngines others = engines;
        try (SqsServer without = SqsServer.start(
                settings().storedAt("leasemq:mem:without").withWeb(Web.DIRECT.withConsole(false)), others)) {
            ConsoleClient outside = new ConsoleClient(without.uri());
            assertEquals(
                    "{\"service\":\"LeaseMQ\",\"api\":\"Amazon SQS 2012-11-05\"}",
                    outside.get("/", BROWSER).body());
            assertFalse(outside.get("/console/app.js").statusCode() == 200);
            assertFalse(outside.status("session", java.util.Map.of()) == 200);
        }
    }
}
