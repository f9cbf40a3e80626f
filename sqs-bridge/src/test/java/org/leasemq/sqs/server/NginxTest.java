package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final Pattern LINES = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

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
        Optional<Path> nginx = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(nginx.isPresent(), "nginx is not installed");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        proxy = URI.create("http://127.0.0.1:" + port + "/sqs/");
        Files.writeString(directory.resolve("nginx.conf"), configuration(port));
        run(nginx.get(), "-t");
        run(nginx.get()); // it is in the background when it listens
        client = client(proxy, KEY.id(), KEY.secret());
    }

    private void run(Path nginx, String... options) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(nginx.toString(), "-p", directory.toString(), "-c", "nginx.conf", "-e", "error.log"),
                        Stream.of(options))
                .toList();
        Path log = directory.resolve("out.log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertEquals(0, status, Files.readString(log));
    }

    @AfterEach
    void stopNginx() throws Exception {
        if (client != null) {
            client.close();
        }
        Path pid = directory.resolve("nginx.pid");
        if (Files.exists(pid)) {
            ProcessHandle nginx = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            CompletableFuture<ProcessHandle> ended = nginx.onExit();
            nginx.destroy();
            ended.join();
        }
    }

    /** If root starts it, its workers stay root: nobody else may enter the directory. */
    private String configuration(int port) throws IOException {
        Matcher lines = LINES.matcher(Files.readString(Path.of("../docs/sqs/operation.md")));
        assertTrue(lines.find(), "docs/sqs/operation.md has lines for nginx");
        return """
                user root;
                pid nginx.pid;
                worker_processes 1;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxied;
                    fastcgi_temp_path f;
                    uwsgi_temp_path u;
                    scgi_temp_path s;
                    server {
                        listen 127.0.0.1:PORT;
                        LOCATION
                    }
                }
                """.replace("PORT", Integer.toString(port))
                .replace("LOCATION", lines.group(1))
                .replace("127.0.0.1:9324", "127.0.0.1:" + server.uri().getPort());
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
