package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.embedded.EmbeddedEngines;

/** What is no request of HTTP gets an error as AWS writes them, and fills no log. */
class BadHttpTest {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                logged.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private SqsServer server;

    @BeforeEach
    void start() {
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID()),
                EmbeddedEngines.ofServer("leasemq-test"));
        ROOT.addHandler(listener);
    }

    @AfterEach
    void stop() {
        ROOT.removeHandler(listener);
        server.close();
        assertEquals(
                List.of(),
                logged.stream()
                        .map(line -> line.getLoggerName() + ": " + line.getMessage())
                        .toList());
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static void assertRefused(String answer) {
        assertTrue(answer.matches("(?s)HTTP/1\\.1 [45][0-9]{2} .*"), answer);
        assertTrue(answer.contains("<ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "[",
                "]",
                "localhost:99999",
                "localhost:x",
                "localhost:-1",
                "a/b",
                "user@localhost",
                "<script>",
                "a,b",
                "localhost\r\nHost: localhost",
                "\u00fc",
                "a?b",
                "%41"
            })
    void aHostThatCannotBe(String host) throws IOException {
        assertRefused(send("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health\r\n\r\n",
                "GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost localhost\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET http://evil.test/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "G\u0001T /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Length: 3\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
            })
    void aHeadThatCannotBe(String head) throws IOException {
        assertRefused(send(head));
    }

    @Test
    void aHeadThatIsTooLarge() throws IOException {
        assertRefused(send("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertRefused(send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nabc"
            })
    void aBodyThatBreaksOff(String rest) throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n";
        String answer = send(head + rest);
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
    }
}
