package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;
import org.leasemq.sqs.access.AccessKey;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Behind a real nginx, where one is installed, with the lines of docs/sqs/operation.md. */
class NginxTest extends BridgeFixture {
    private static final AccessKey KEY = new AccessKey("AKTEST", "secret", "111111111111", "alice");

    @TempDir
    private Path directory;

    private Nginx nginx;
    private URI proxy;
    private SqsClient client;

    @Override
    protected ServerSettings settings() {
        // the client signs with the time of this machine
        clock.set(Instant.now(Clock.systemUTC()));
        return super.settings()
                .withAccessKeys(List.of(KEY))
                .withAccessLog(directory.resolve("access.log").toString())
                .withWeb(Web.DIRECT.withTrustedProxies(List.of("127.0.0.1")));
    }

    @BeforeEach
    void startNginx() throws Exception {
        nginx = Nginx.start(
                directory, "", Path.of("../docs/sqs/operation.md"), server.uri().getPort());
        proxy = URI.create("http://127.0.0.1:" + nginx.port() + "/sqs/");
        client = client(proxy, KEY.id(), KEY.secret());
    }

    @AfterEach
    void stopNginx() throws Exception {
        if (nginx != null) {
            client.close();
            nginx.close();
        }
    }

    /** What it passes on of what clients send in such headers is not believed, and not complained of. */
    @Test
    void clientsDoNotChooseTheirAddressThroughIt() throws Exception {
        Path log = directory.resolve("access.log");
        assertTrue(Files.readString(directory.resolve("nginx.conf")).contains("proxy_set_header Forwarded \"\";"));
        for (String hostile : List.of("for=203.0.113.9;proto=https", "for=203.0.113.9;x=\"", "\"")) {
            String answer = new RawRequest("GET /sqs/health")
                    .with("Forwarded", hostile)
                    .with("X-Forwarded-Proto", "javascript")
                    .with("X-Forwarded-Port", "nonsense")
                    .send(proxy);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
        server.close();
        List<String> seen = Files.readAllLines(log);
        assertEquals(3, seen.size(), seen::toString);
        assertTrue(seen.stream().allMatch(line -> line.startsWith("127.0.0.1 ")), seen::toString);
    }

    @Test
    void clientsWorkThroughItAndAreGivenItsAddress() throws Exception {
        String url = client.createQueue(request -> request.queueName("orders")).queueUrl();
        assertEquals(proxy + "111111111111/orders", url);
        assertEquals(
                url, client.getQueueUrl(request -> request.queueName("orders")).queueUrl());
        assertEquals(List.of(url), client.listQueues().queueUrls());

        CompletableFuture<Message> received = CompletableFuture.supplyAsync(
                () -> client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20))
                        .messages()
                        .get(0));
        String large = "x".repeat(1 << 20);
        client.sendMessage(request -> request.queueUrl(url).messageBody(large));
        Message message = received.get();
        assertEquals(large, message.body());
        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }
}
