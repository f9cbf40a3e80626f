package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;

/** Whom the server takes for the client behind trusted proxies, by the access log: whoever it is, it is not what a client says. */
class ClientAddressTest {
    private static final String REFUSED = "127.0.0.1 400";

    @TempDir
    private Path directory;

    /** @param requests the lines of headers of each, separated by a bar */
    private void assertSeen(ProxyHeaders kind, List<String> requests, List<String> expected) throws IOException {
        Path file = directory.resolve("access.log");
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:mem:" + UUID.randomUUID())
                .withWeb(Web.DIRECT
                        .withTrustedProxies(List.of("127.0.0.1", "10.0.0.0/8"))
                        .withProxyHeaders(kind))
                .withAccessLog(file.toString());
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test"))) {
            for (int i = 0; i < requests.size(); i++) {
                try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
                    String head = "GET /health HTTP/1.1|Host: localhost|Connection: close|User-Agent: " + (1000 + i)
                            + "|" + requests.get(i) + "||";
                    socket.getOutputStream().write(head.replace("|", "\r\n").getBytes(UTF_8));
                    socket.getInputStream().readAllBytes();
                }
            }
        }
        Map<String, String> seen = new TreeMap<>(); // lines may come in another order
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            seen.put(words[words.length - 1], words[0] + " " + words[8]);
        }
        for (int i = 0; i < requests.size(); i++) {
            assertEquals(expected.get(i), seen.get("\"" + (1000 + i) + "\""), requests.get(i));
        }
    }

    /** Pairs of a request and what is seen. */
    private void assertSeen(ProxyHeaders kind, String... pairs) throws IOException {
        List<String> requests = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            requests.add(pairs[i]);
            expected.add(pairs[i + 1]);
        }
        assertSeen(kind, requests, expected);
    }

    @Test
    void inTheUsualHeaders() throws IOException {
        assertSeen(
                ProxyHeaders.X_FORWARDED,
                "Accept: */*",
                "127.0.0.1 200",
                "X-Forwarded-For: 203.0.113.9",
                "203.0.113.9 200",
                "X-Forwarded-For: 10.1.2.3, 203.0.113.9",
                "203.0.113.9 200",
                "X-Forwarded-For: nonsense, , 203.0.113.9,10.0.0.7",
                "203.0.113.9 200",
                "X-Forwarded-For: 10.1.2.3|X-Forwarded-For: 203.0.113.9",
                "203.0.113.9 200",
                "X-Forwarded-For: 203.0.113.9:4711",
                "203.0.113.9 200",
                "X-Forwarded-For: 2001:db8::1",
                "2001:db8::1 200",
                "X-Forwarded-For: [2001:db8::1]:4711",
                "2001:db8::1 200",
                "X-Forwarded-For: fe80::1%eth0",
                "fe80::1%eth0 200",
                "X-Forwarded-For: 10.0.0.8, 10.0.0.7",
                "10.0.0.8 200",
                "X-Forwarded-For: ",
                REFUSED,
                "X-Forwarded-For: 203.0.113.9,",
                REFUSED,
                "X-Forwarded-For: 203.0.113.9, unknown",
                REFUSED,
                "X-Forwarded-For: 203.0.113.9, _proxy, 10.0.0.7",
                REFUSED,
                "X-Forwarded-For: 203.0.113.9|X-Forwarded-For: unix:",
                REFUSED,
                "X-Forwarded-For: 1:2",
                REFUSED,
                "X-Forwarded-For: 203.0.113.256",
                REFUSED,
                "X-Forwarded-For: [2001:db8::1]x",
                REFUSED,
                "X-Forwarded-For: \"203.0.113.9\"",
                REFUSED,
                "Forwarded: for=10.1.2.3;proto=https|X-Forwarded-For: 203.0.113.9",
                "203.0.113.9 200",
                "Forwarded: \"|X-Forwarded-For: 203.0.113.9",
                "203.0.113.9 200");
    }

    @Test
    void inTheStandardsHeader() throws IOException {
        assertSeen(
                ProxyHeaders.FORWARDED,
                "Accept: */*",
                "127.0.0.1 200",
                "Forwarded: for=203.0.113.9",
                "203.0.113.9 200",
                "Forwarded: proto=https ; For=\"203.0.113.9:4711\"; by=_gateway;",
                "203.0.113.9 200",
                "Forwarded: for=10.1.2.3, for=203.0.113.9;host=\"localhost\"",
                "203.0.113.9 200",
                "Forwarded: for=\"\\\"\", , for=unknown,for=\"[2001:db8::1]:_x\",for=10.0.0.7",
                "2001:db8::1 200",
                "Forwarded: for=10.1.2.3|Forwarded: for=\"2\\03.0.113.9\"",
                "203.0.113.9 200",
                "Forwarded: for=10.1.2.3;proto=https;x=\", for=\"203.0.113.9:4711\";proto=http",
                REFUSED,
                "Forwarded: for=10.1.2.3;x=\"|Forwarded: for=203.0.113.9;x=\"y\"",
                REFUSED,
                "Forwarded: for=10.1.2.3;x=\"\\|Forwarded: for=203.0.113.9",
                REFUSED,
                "Forwarded: \"",
                REFUSED,
                "Forwarded: for=203.0.113.9;for=10.1.2.3",
                REFUSED,
                "Forwarded: for=203.0.113.9:4711",
                REFUSED,
                "Forwarded: for = 203.0.113.9",
                REFUSED,
                "Forwarded: for=203.0.113.9 x=y",
                REFUSED,
                "Forwarded: for",
                REFUSED,
                "Forwarded: for=",
                REFUSED,
                "Forwarded: ",
                REFUSED,
                "Forwarded: for=203.0.113.9,",
                REFUSED,
                "Forwarded: for=203.0.113.9, proto=https",
                REFUSED,
                "Forwarded: for=203.0.113.9, for=unknown",
                REFUSED,
                "Forwarded: for=203.0.113.9, for=\"_hidden:80\"",
                REFUSED,
                "Forwarded: for=\"2001:db8::1\"",
                REFUSED,
                "X-Forwarded-For: 10.1.2.3|Forwarded: for=203.0.113.9",
                "203.0.113.9 200",
                "X-Forwarded-For: nonsense|X-Forwarded-Prefix: //|Forwarded: for=203.0.113.9",
                "203.0.113.9 200");
    }
}
