package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.thread.DaemonThreads;

/** The server over TLS, with a certificate made for the test. */
@Timeout(60)
class TlsTest {
    @TempDir
    private Path directory;

    private static ServerSettings settings(ServerSettings.Tls tls) {
        return ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:mem:" + UUID.randomUUID())
                .withTls(tls);
    }

    private static String get(HttpClient client, URI server, String target) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(server + target)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void requestsAreEncryptedAndUrlsSaySo() throws Exception {
        TestKeystore keystore = TestKeystore.in(directory);
        HttpClient client =
                HttpClient.newBuilder().sslContext(keystore.trusting()).build();
        try (SqsServer server =
                SqsServer.start(settings(keystore.settings()), EmbeddedEngines.ofServer("leasemq-test"))) {
            assertEquals("https", server.uri().getScheme());
            String answer = get(client, server.uri(), "/?Action=CreateQueue&QueueName=q");
            assertTrue(answer.contains("<QueueUrl>" + server.uri() + "/000000000000/q</QueueUrl>"), answer);
        }
    }

    /** The clock stands still, so that no wait comes to its end. */
    @Test
    void aReceiveThatWaitsEndsWithItsClientAndElseIsFollowedByOthers() throws Exception {
        TestKeystore keystore = TestKeystore.in(directory);
        HttpClient client =
                HttpClient.newBuilder().sslContext(keystore.trusting()).build();
        EmbeddedEngines engines =
                new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), new SettableClock());
        try (SqsServer server = SqsServer.start(settings(keystore.settings()), engines)) {
            get(client, server.uri(), "/?Action=CreateQueue&QueueName=q");
            try (Socket socket = keystore.trusting()
                    .getSocketFactory()
                    .createSocket("127.0.0.1", server.uri().getPort())) {
                for (int i = 0; i < 3; i++) {
                    poll(socket);
                    awaitWaiting(client, server, 1);
                    get(client, server.uri(), "/0/q?Action=SendMessage&MessageBody=b" + i);
                    StringBuilder answer = new StringBuilder();
                    while (!answer.toString().contains("</ReceiveMessageResponse>")) {
                        answer.append((char) socket.getInputStream().read());
                    }
                    assertTrue(answer.toString().contains("<Body>b" + i + "</Body>"), answer::toString);
                }
                poll(socket);
                awaitWaiting(client, server, 1);
            }
            awaitWaiting(client, server, 0);
        } finally {
            engines.closeAll();
        }
    }

    private static void poll(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /0/q?Action=ReceiveMessage&WaitTimeSeconds=20 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(UTF_8));
    }

    private static void awaitWaiting(HttpClient client, SqsServer server, int count) throws Exception {
        while (!get(client, server.uri(), "/metrics").contains("\nsqs_waiting_receives " + count + "\n")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoHangsUpWhileWaitingGetsNothing() throws Exception {
        TestKeystore keystore = TestKeystore.in(directory);
        HttpClient client =
                HttpClient.newBuilder().sslContext(keystore.trusting()).build();
        try (SqsServer server =
                SqsServer.start(settings(keystore.settings()), EmbeddedEngines.ofServer("leasemq-test"))) {
            get(client, server.uri(), "/?Action=CreateQueue&QueueName=q");
            try (Socket socket = keystore.trusting()
                    .getSocketFactory()
                    .createSocket("127.0.0.1", server.uri().getPort())) {
                poll(socket);
                awaitWaiting(client, server, 1);
            }
            get(client, server.uri(), "/0/q?Action=SendMessage&MessageBody=kept");
            String received =
                    get(client, server.uri(), "/0/q?Action=ReceiveMessage&WaitTimeSeconds=20&AttributeName.1=All");
            assertTrue(received.contains("<Body>kept</Body>"), received);
            assertTrue(received.contains("<Name>ApproximateReceiveCount</Name><Value>1</Value>"), received);
        }
    }

    @Test
    void aKeystoreThatIsNotThereIsNamed() {
        assertRefused(
                "nothing.p12",
                new ServerSettings.Tls(directory.resolve("nothing.p12").toString(), "changeit"));
    }

    @Test
    void aKeystoreWithoutAKeyOrWithAnotherPasswordIsRefused() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        Path file = directory.resolve("empty.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            empty.store(out, "changeit".toCharArray());
        }
        assertRefused("has no private key", new ServerSettings.Tls(file.toString(), "changeit"));
        assertRefused(
                "cannot be opened",
                new ServerSettings.Tls(TestKeystore.in(directory).settings().keystore(), "wrong"));
    }

    private static void assertRefused(String reason, ServerSettings.Tls tls) {
        ServerException refused = assertThrows(
                ServerException.class, () -> SqsServer.start(settings(tls), EmbeddedEngines.ofServer("leasemq-test")));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }
}
