package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.access.RequestSigner;

/** The server behind proxies: what it says of itself, and whom it believes. */
class ProxyTest extends BridgeFixture {
    private static final AccessKey KEY = new AccessKey("AKTEST", "secret", "111111111111", "alice");
    private static final String CREATE = "Action=CreateQueue&QueueName=q";

    /** The fixture's server: a proxy on this machine is trusted, and the client's name is one of ours. */
    @Override
    protected ServerSettings settings() {
        return super.settings()
                .withWeb(Web.DIRECT
                        .withTrustedProxies(List.of("127.0.0.1", "10.0.0.0/8"))
                        .withHostNames(List.of("queues.example.com")));
    }

    private SqsServer standard;
    private SqsServer direct;

    @BeforeEach
    void startOthers() {
        Web web = settings().web();
        standard = other(ServerSettings.defaults().withWeb(web.withProxyHeaders(ProxyHeaders.FORWARDED)));
        direct = other(ServerSettings.defaults().withWeb(web.withTrustedProxies(List.of())));
    }

    @AfterEach
    void closeOthers() {
        standard.close();
        direct.close();
    }

    private SqsServer other(ServerSettings settings) {
        return SqsServer.start(
                settings.listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID()), engines);
    }

    private static void assertUrl(String url, String answer) {
        assertTrue(answer.contains("<QueueUrl>" + url + "/000000000000/q</QueueUrl>"), answer);
    }

    @Test
    void aTrustedProxySaysHowTheClientKnowsTheServer() throws IOException {
        assertUrl(
                "https://queues.example.com/sqs",
                RawRequest.form(CREATE)
                        .with("X-Forwarded-Proto", "https")
                        .with("X-Forwarded-Host", "queues.example.com")
                        .with("X-Forwarded-Port", "443")
                        .with("X-Forwarded-Prefix", "/sqs")
                        .send(server.uri()));
        assertUrl(
                "https://queues.example.com:8443",
                RawRequest.form(CREATE)
                        .with(
                                "Forwarded",
                                "for=1.1.1.1;host=evil.test, for=\"[2001:db8::1]:4711\";proto=https;"
                                        + "host=\"queues.example.com:8443\", for=10.0.0.7")
                        .with("X-Forwarded-Prefix", "/not-of-that-kind")
                        .send(standard.uri()));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, javascript",
        "X-Forwarded-Proto, 'https,'",
        "X-Forwarded-Host, a b/<x>",
        "X-Forwarded-Port, https",
        "X-Forwarded-Prefix, /../..//evil",
        "X-Forwarded-For, 10.1.2.3:x",
        "Forwarded, for=1.1.1.1;proto=ftp",
        "Forwarded, for=1.1.1.1;host=\"a b/<x>\"",
    })
    void nonsenseOfAProxyIsRefused(String name, String value) throws IOException {
        boolean forwarded = name.equals("Forwarded");
        RawRequest request = RawRequest.form(CREATE).with(name, value);
        String answer = request.send((forwarded ? standard : server).uri());
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(
                answer.contains("<Code>InvalidParameterValue</Code>") && answer.contains("The header " + name), answer);
        assertUrl("http://localhost", request.send((forwarded ? server : standard).uri()));
        assertUrl("http://localhost", request.send(direct.uri()));
    }

    @Test
    void whatAProxyForwardsHasToBeForAnAllowedHost() throws IOException {
        assertEquals(
                403,
                RawRequest.form(CREATE).with("X-Forwarded-Host", "evil.test").status(server.uri()));
    }

    @Test
    void whoIsNotTrustedSaysNothingOfItself() throws IOException {
        try (SqsServer plain = other(ServerSettings.defaults())) {
            assertUrl(
                    "http://localhost:1234",
                    RawRequest.form(CREATE)
                            .with("Host", "localhost:1234")
                            .with("X-Forwarded-Proto", "https")
                            .with("X-Forwarded-Host", "evil.test")
                            .with("Forwarded", "host=evil.test")
                            .send(plain.uri()));
        }
    }

    @Test
    void thePublicUrlIsWhatUrlsOfQueuesBeginWith() throws IOException {
        Web web = Web.DIRECT.withPublicUrl(URI.create("https://queues.example.com/sqs/"));
        try (SqsServer there = other(ServerSettings.defaults().withWeb(web))) {
            for (String path : List.of("/", "/sqs/")) {
                RawRequest request = new RawRequest("POST " + path)
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .body(CREATE);
                assertUrl("https://queues.example.com/sqs", request.send(there.uri()));
            }
            for (String path : List.of("/000000000000/q", "/sqs/000000000000/q")) {
                String sent = new RawRequest("POST " + path)
                        .with("Host", "queues.example.com")
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .body("Action=SendMessage&MessageBody=x")
                        .send(there.uri());
                assertTrue(sent.startsWith("HTTP/1.1 200"), sent);
            }
            String given = RawRequest.json(
                            "SendMessage",
                            "{\"QueueUrl\":\"https://queues.example.com/sqs/000000000000/q\",\"MessageBody\":\"x\"}")
                    .send(there.uri());
            assertTrue(given.startsWith("HTTP/1.1 200"), given);
            assertEquals(200, new RawRequest("GET /sqs/health").status(there.uri()));
        }
    }

    @Test
    void whatWasSignedForTheProxyIsGoodBehindIt() throws IOException {
        Web trusting = Web.DIRECT.withTrustedProxies(List.of("127.0.0.1"));
        Web named = Web.DIRECT.withPublicUrl(URI.create("https://queues.example.com"));
        ServerSettings keyed = ServerSettings.defaults().withAccessKeys(List.of(KEY));
        String body = "{\"QueueName\":\"q\"}";
        try (SqsServer behind = other(keyed.withWeb(trusting));
                SqsServer known = other(keyed.withWeb(named));
                SqsServer alone = other(keyed)) {
            assertEquals(
                    200,
                    signed("/", body)
                            .with("X-Forwarded-Host", "queues.example.com")
                            .status(behind.uri()));
            assertEquals(
                    200,
                    signed("/sqs/", body)
                            .with("X-Forwarded-Host", "queues.example.com")
                            .with("X-Forwarded-Prefix", "/sqs")
                            .status(behind.uri()));
            assertEquals(200, signed("/", body).status(known.uri()));
            assertEquals(
                    403,
                    signed("/", body)
                            .with("X-Forwarded-Host", "queues.example.com")
                            .status(alone.uri()));
        }
    }

    /** Signed for queues.example.com, and come in by another name. */
    private RawRequest signed(String path, String body) {
        RawRequest request = RawRequest.json("CreateQueue", body);
        new RequestSigner(KEY, "us-east-1", clock)
                .sign("queues.example.com", path, "AmazonSQS.CreateQueue", body.getBytes(UTF_8))
                .forEach(request::with);
        return request;
    }
}
