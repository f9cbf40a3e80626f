package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.connection.HeadTimeout;

/** The server does not wait for the rest of a head as long as it lets a connection be idle. */
class HeadTimeoutTest {
    @TempDir
    private Path directory;

    private SqsServer server;

    @BeforeEach
    void start() {
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID()),
                EmbeddedEngines.ofServer("leasemq-test"),
                new HeadTimeout(Duration.ofMillis(50)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aHandshakeThatDoesNotEndEndsTheConnection() throws Exception {
        TestKeystore keystore = TestKeystore.in(directory);
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:mem:" + UUID.randomUUID())
                .withTls(keystore.settings());
        try (SqsServer secure = SqsServer.start(
                        settings, EmbeddedEngines.ofServer("leasemq-test"), new HeadTimeout(Duration.ofMillis(50)));
                Socket socket = new Socket("127.0.0.1", secure.uri().getPort())) {
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0});
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", server.uri().getPort());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P",
                "POST /?Action=Li",
                "POST / HTTP/1.1\r",
                "POST / HTTP/1.1\r\nHost: localhost\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nX-A",
            })
    void aHeadThatDoesNotEndEndsTheConnection(String part) throws IOException {
        try (Socket socket = connect()) {
            write(socket, part);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void soDoesTheHeadOfALaterRequest() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /hea");
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
    }

    @Test
    void aConnectionThatIsOnlyKeptStays() throws IOException {
        try (Socket kept = connect();
                Socket slow = connect()) {
            write(kept, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals('H', kept.getInputStream().read());
            write(slow, "GET");
            assertEquals(-1, slow.getInputStream().read());
            write(kept, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answers = new String(kept.getInputStream().readAllBytes(), UTF_8);
            assertEquals(2, answers.split("TTP/1.1 200", -1).length - 1, answers);
        }
    }
}
