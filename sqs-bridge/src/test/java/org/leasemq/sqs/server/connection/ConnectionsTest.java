package org.leasemq.sqs.server.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.log.CapturedLog;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** There is an end to connections: before it those that do nothing make room, at it who comes is refused. */
@Timeout(60)
class ConnectionsTest {
    private static final int LIMIT = 4 << 20;
    private static final int MOST = LIMIT / 4 / Connections.WEIGHT;

    private final List<Socket> sockets = new ArrayList<>();
    private final CapturedLog log = new CapturedLog(BrokenOff.class.getName());
    private SqsServer server;

    @BeforeEach
    void start() {
        server = SqsServer.start(
                ServerSettings.defaults()
                        .listeningOn("127.0.0.1", 0)
                        .storedAt("leasemq:mem:" + UUID.randomUUID() + "?memory-limit=4MB"),
                EmbeddedEngines.ofServer("leasemq-test"));
    }

    @AfterEach
    void stop() throws IOException {
        log.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Socket connect(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.uri().getPort());
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(UTF_8));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketException e) {
            return "reset";
        }
    }

    /** Asks on a connection of its own; tells the status, or that the connection was not accepted. */
    private String ask() throws IOException {
        try {
            String answer = answer(connect("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            return answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : "refused";
        } catch (SocketException e) {
            return "refused";
        }
    }

    @Test
    void whoComesWhenAllAreInUseIsRefusedAndTheLogSaysWhy() throws IOException {
        for (int i = 0; i < MOST; i++) {
            connect("GET /hea");
        }
        String refused = ask();
        assertTrue(!refused.equals("200"), refused);
        String said = log.lines().toString();
        assertTrue(said.contains("Connections are refused, since " + MOST + " are open"), said);
        for (Socket socket : sockets) {
            socket.close();
        }
        while (!ask().equals("200")) {
            Thread.onSpinWait(); // until the server has noticed that they are gone
        }
    }

    @Test
    void thoseThatDoNothingMakeRoom() throws IOException {
        for (int i = 0; i < MOST; i++) {
            Socket socket = connect("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals('H', socket.getInputStream().read());
        }
        while (!ask().equals("200")) {
            Thread.onSpinWait(); // until they have been idle for long enough
        }
    }

    @Test
    void whatIsClosedCountsUntilItsFileIsFree() throws IOException {
        MemoryAccount account = new MemoryAccount(1 << 20);
        TimeSource clock = ThreadedEnvironment.systemClock();
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open();
                MemoryShare memory = account.share()) {
            Connections connections = new Connections(
                    new ServerConnector(new Server()),
                    new ConnectionMemory(memory),
                    Connections.WEIGHT,
                    clock,
                    new BrokenOff(clock));
            channel.configureBlocking(false).register(selector, 0);
            connections.onAccepting(channel);
            channel.close();
            connections.onClosed(channel);
            assertEquals(1, connections.count());
            assertEquals(0, memory.used(Use.CONNECTIONS));
            selector.selectNow();
            assertEquals(0, connections.count());
        }
    }

    @Test
    void theirNumberFollowsMemoryAndFiles() {
        assertEquals(1024, Connections.most(1024 * 5000, 5000, 1 << 20));
        assertEquals(744, Connections.most(1L << 40, 5000, 1000));
        assertEquals(100, Connections.most(1L << 40, 5000, 200));
    }
}
