package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** Receives whose clients have hung up take nobody's place. The clock stands still, so that no wait comes to its end. */
@Timeout(120)
class GoneClientsTest extends BridgeFixture {
    /** More than there may be connections. */
    private static final int MANY = 500;

    @Override
    protected ServerSettings settings() {
        return super.settings().storedAt(place + "?memory-limit=4MB");
    }

    private Socket poll(String queue) throws IOException {
        String body = "{\"QueueUrl\":\"" + queue + "\",\"WaitTimeSeconds\":20}";
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Length: " + body.length() + "\r\n\r\n";
        Socket socket = new Socket("127.0.0.1", server.uri().getPort());
        socket.getOutputStream().write((head + body).getBytes(US_ASCII));
        return socket;
    }

    private String metrics() throws IOException {
        return new RawRequest("GET /metrics").send(server.uri());
    }

    private boolean isServed() throws IOException {
        try {
            return new RawRequest("GET /health").send(server.uri()).startsWith("HTTP/1.1 200");
        } catch (SocketException e) {
            return false; // refused
        }
    }

    private void awaitWaiting(int count) throws IOException {
        while (!metrics().contains("\nsqs_waiting_receives " + count + "\n")) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReceiveThatWaitsEndsWithItsClient(boolean reset) throws Exception {
        create("q");
        try (Socket socket = poll("q")) {
            awaitWaiting(1);
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        }
        awaitWaiting(0);
        while (!metrics().contains("{use=\"requests\"} 0\n")) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyLeaveRoomForThoseWhoAreThere(boolean reset) throws Exception {
        create("q");
        create("live");
        for (int i = 0; i < MANY; i++) {
            try (Socket socket = poll("q")) {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
            }
        }
        while (!isServed()) {
            Thread.onSpinWait(); // until the server has come to the end of them
        }
        awaitWaiting(0);
        try (Socket socket = poll("live")) {
            awaitWaiting(1);
            send("live", "a");
            assertTrue(new String(socket.getInputStream().readNBytes(15), US_ASCII).startsWith("HTTP/1.1 200"));
        }
        assertEquals(0, receive("live", 1).size());
    }
}
