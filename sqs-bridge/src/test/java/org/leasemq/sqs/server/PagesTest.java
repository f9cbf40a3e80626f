package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** Without access keys, pages in a browser must not use the server behind the back of who looks at them. */
class PagesTest extends BridgeFixture {
    private static final String PURGE = "Action=CreateQueue&QueueName=made";

    @Override
    protected ServerSettings settings() {
        return super.settings()
                .withWeb(Web.DIRECT
                        .withHostNames(List.of("leasemq", "*.example.com"))
                        .withCorsOrigins(List.of("http://localhost:3000")));
    }

    private void assertNothingMade() {
        assertFalse(sqs.listQueues().queueUrls().toString().contains("made"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9324",
                "localhost.",
                "sub.localhost",
                "127.0.0.1:1",
                "127.1.2.3",
                "[::1]:9324",
                "leasemq:9324",
                "queues.example.com"
            })
    void theServerAnswersToNamesOfThisMachineAndConfiguredOnes(String host) throws IOException {
        assertEquals(200, RawRequest.form(PURGE).with("Host", host).status(server.uri()));
        assertEquals(200, new RawRequest("GET /health").with("Host", host).status(server.uri()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "localhost.evil.test",
                "127.0.0.1.evil.test",
                "example.com",
                "xexample.com",
                "10.0.0.1",
                "0.0.0.0",
                "[::2]",
                "x"
            })
    void aNameThatAPageCouldHaveMadeIsRefused(String host) throws IOException {
        String answer = RawRequest.form(PURGE).with("Host", host).send(server.uri());
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertTrue(answer.contains("<Code>AccessDenied</Code>"), answer);
        assertTrue(answer.contains("host-names"), answer);
        for (String path : List.of("/", "/health", "/ready", "/metrics", "/?Action=ListTopics&Version=2010-03-31")) {
            assertEquals(403, new RawRequest("GET " + path).with("Host", host).status(server.uri()));
        }
        assertNothingMade();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.test",
        "Origin, null",
        "Origin, https://localhost",
        "Origin, http://localhost:8080",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void requestsOfOtherPagesAreRefused(String header, String value) throws IOException {
        assertEquals(403, RawRequest.form(PURGE).with(header, value).status(server.uri()));
        assertEquals(
                403,
                RawRequest.json("CreateQueue", "{\"QueueName\":\"made\"}")
                        .with(header, value)
                        .status(server.uri()));
        assertEquals(403, new RawRequest("GET /metrics").with(header, value).status(server.uri()));
        assertEquals(403, new RawRequest("GET /?" + PURGE).with(header, value).status(server.uri()));
        assertEquals(
                403,
                new RawRequest("GET /?Action=CreateTopic&Name=made&Version=2010-03-31")
                        .with(header, value)
                        .status(server.uri()));
        assertNothingMade();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Mode, navigate",
        "Referer, http://evil.test/page",
        "User-Agent, Mozilla/5.0 (X11; Linux x86_64; rv:60.0)",
    })
    void linksAndPicturesMakeNothing(String header, String value) throws IOException {
        assertEquals(403, new RawRequest("GET /?" + PURGE).with(header, value).status(server.uri()));
        assertEquals(200, new RawRequest("GET /health").with(header, value).status(server.uri()));
        assertNothingMade();
    }

    @Test
    void aPageOfTheServerItselfIsNotForeign() throws IOException {
        assertEquals(
                200,
                RawRequest.form(PURGE)
                        .with("Host", "localhost:80")
                        .with("Origin", "http://localhost")
                        .with("Sec-Fetch-Site", "same-origin")
                        .status(server.uri()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=UTF-8",
                "multipart/form-data; boundary=x",
                "application/json",
                ""
            })
    void bodiesThatAreNeitherFormsNorJsonAreRefused(String type) throws IOException {
        String answer = RawRequest.form(PURGE)
                .with("Content-Type", type.isEmpty() ? null : type)
                .send(server.uri());
        assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
        assertTrue(answer.contains("UnknownOperationException"), answer);
        if (!type.isEmpty()) {
            assertEquals(
                    404,
                    RawRequest.json("CreateQueue", "{\"QueueName\":\"made\"}")
                            .with("Content-Type", type)
                            .status(server.uri()));
        }
        assertNothingMade();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "TRACE", "OPTIONS", "PATCH", "FOO"})
    void onlyGetAndPostAskForActions(String method) throws IOException {
        assertEquals(405, new RawRequest(method + " /?" + PURGE).status(server.uri()));
        assertNothingMade();
    }

    @Test
    void aConfiguredPageMayUseTheServer() throws IOException {
        String preflight = new RawRequest("OPTIONS /")
                .with("Origin", "http://localhost:3000")
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "content-type,x-amz-target")
                .send(server.uri());
        assertTrue(preflight.startsWith("HTTP/1.1 204"), preflight);
        String headers = preflight.toLowerCase(Locale.ROOT);
        assertTrue(headers.contains("access-control-allow-origin: http://localhost:3000\r\n"), preflight);
        assertTrue(headers.contains("access-control-allow-headers: content-type,x-amz-target\r\n"), preflight);
        assertTrue(headers.contains("vary: origin\r\n"), preflight);
        String answer = RawRequest.json("CreateQueue", "{\"QueueName\":\"made\"}")
                .with("Origin", "http://localhost:3000")
                .with("Sec-Fetch-Site", "same-site")
                .send(server.uri());
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(
                answer.toLowerCase(Locale.ROOT).contains("access-control-allow-origin: http://localhost:3000\r\n"),
                answer);
    }

    @Test
    void thePreflightOfAnotherPageIsNotAnswered() throws IOException {
        String answer = new RawRequest("OPTIONS /")
                .with("Origin", "http://localhost:3001")
                .with("Access-Control-Request-Method", "POST")
                .send(server.uri());
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control-allow"), answer);
    }
}
