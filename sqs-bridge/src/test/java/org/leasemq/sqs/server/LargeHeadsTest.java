package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.SmallHeapServer;

/** Heads of requests take memory as long as they are on their way, and some of it as long as their connection: it is counted. */
@Timeout(120)
class LargeHeadsTest {
    private static final int CLIENTS = 1800;
    private static final String START = "GET /health HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LARGE = START + "X-Large: " + "x".repeat(15_000);
    private static final String MANY = START + "a:b\r\n".repeat(90);

    @TempDir
    private Path directory;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The first characters of the answer, if it is whole what is sent; nothing if there is none. */
    private String send(int port, String text) {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            sockets.add(socket);
            socket.getOutputStream().write(text.getBytes(US_ASCII));
            return text.endsWith("\r\n\r\n")
                    ? new String(socket.getInputStream().readNBytes(12), US_ASCII)
                    : "";
        } catch (IOException e) {
            return ""; // refused
        }
    }

    private static List<String> texts() {
        return List.of(LARGE + "\r\n\r\n", MANY);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void clientsThatSendThemDoNotEndTheServer(String text) throws Exception {
        SmallHeapServer server = new SmallHeapServer(
                directory, "48m", "q", "--data", directory.resolve("data").toString());
        try {
            for (int i = 0; i < CLIENTS; i++) {
                send(server.port(), text);
            }
            leave();
            while (!creates(server)) {
                Thread.onSpinWait(); // until the server has noticed that they are gone
            }
            assertEquals(200, server.ask("SendMessage", "\"MessageBody\":\"b\"").statusCode());
        } finally {
            server.stop();
        }
    }

    private static boolean creates(SmallHeapServer server) throws Exception {
        try {
            return server.ask("CreateQueue", "\"QueueName\":\"q\"").statusCode() != 503;
        } catch (IOException e) {
            return false; // closed, as what there is no memory for is
        }
    }

    @Test
    void thereIsAnEndToTheirFields() {
        try (SqsServer server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID()),
                EmbeddedEngines.ofServer("leasemq-test"))) {
            assertEquals("HTTP/1.1 200", send(server.uri().getPort(), START + "a:b\r\n".repeat(99) + "\r\n"));
            assertEquals("HTTP/1.1 431", send(server.uri().getPort(), START + "a:b\r\n".repeat(100) + "\r\n"));
        }
    }
}
