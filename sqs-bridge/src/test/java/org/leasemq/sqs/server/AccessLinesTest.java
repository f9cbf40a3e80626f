package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;

/** What the access log says of requests, and what it keeps to itself. */
class AccessLinesTest {
    @TempDir
    private Path directory;

    private List<String> logged(String... requests) throws IOException {
        Path file = directory.resolve("access.log");
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:mem:" + UUID.randomUUID())
                .withWeb(Web.DIRECT.withTrustedProxies(List.of("127.0.0.1")))
                .withAccessLog(file.toString());
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test"))) {
            for (String request : requests) {
                try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
                    socket.getOutputStream().write(request.getBytes(UTF_8));
                    socket.getInputStream().readAllBytes();
                }
            }
        }
        return Files.readAllLines(file);
    }

    private static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n") + "\r\n";
    }

    @Test
    void bodiesSignaturesAndTokensAreLeftOut() throws IOException {
        String secret = "Action=SendMessage&MessageBody=SECRET&X-Amz-Credential=SECRET&X-Amz-Signature=SECRET"
                + "&X-Amz-Security-Token=SECRET";
        List<String> lines = logged(
                get("/0/q?" + secret, "Referer: http://localhost/?" + secret, "User-Agent: curl/8"),
                get("/0/q?X-Amz-Signature=SECRET&Action=SECRET%20"));
        assertEquals(2, lines.size(), lines.toString());
        assertFalse(lines.toString().contains("SECRET"), lines.toString());
        lines = lines.stream()
                .sorted(Comparator.comparing((String line) -> line.contains("?...")))
                .toList();
        assertTrue(lines.get(0).contains("\"GET /0/q?Action=SendMessage HTTP/1.1\" 4"), lines.get(0));
        assertTrue(lines.get(0).endsWith("\"-\" \"curl/8\""), lines.get(0));
        assertTrue(lines.get(1).contains("\"GET /0/q?... HTTP/1.1\" 4"), lines.get(1));
    }

    @Test
    void nobodyWritesLinesOfHisOwn() throws IOException {
        List<String> lines = logged(get("/health", "User-Agent: a\" 200 \\ b", "X-Forwarded-For: 10.9.8.7"));
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("10.9.8.7 - - ["), lines.get(0));
        assertTrue(lines.get(0).endsWith("\"-\" \"a? 200 ? b\""), lines.get(0));
    }
}
