package org.leasemq.samples.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** More connections than there is memory for: such as do nothing, such as begin a request, and receives that wait. */
final class ManyConnections {
    private static final int EACH = 3000;
    private static final int ATTEMPTS = 60;
    private static final String QUEUE = "empty";

    private final ServerProcess server;

    ManyConnections(ServerProcess server) throws IOException, InterruptedException {
        this.server = server;
        server.client().ask("CreateQueue", "{\"QueueName\":\"" + QUEUE + "\"}");
    }

    /** Opens them all, and expects that somebody else is served meanwhile. */
    void open() throws IOException, InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        try {
            open(sockets, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            open(sockets, "POST / HTTP/1.1\r\nHost: localhost\r\nX-");
            String body = "{\"QueueUrl\":\"" + server.client().url(QUEUE) + "\",\"WaitTimeSeconds\":20}";
            open(
                    sockets,
                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target:"
                            + " AmazonSQS.ReceiveMessage\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            SmallHeaps.print("  of %,d connections %,d were accepted and kept", 3 * EACH, kept(sockets));
            requireService();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        server.requireAlive("connections");
    }

    private void open(List<Socket> sockets, String request) {
        for (int i = 0; i < EACH; i++) {
            try {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.client().port());
                sockets.add(socket);
                socket.getOutputStream().write(request.getBytes(UTF_8));
            } catch (IOException e) {
                continue; // refused, which is what is to be shown
            }
        }
    }

    private static int kept(List<Socket> sockets) {
        int kept = 0;
        for (Socket socket : sockets) {
            kept += isKept(socket) ? 1 : 0;
        }
        return kept;
    }

    private static boolean isKept(Socket socket) {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                continue; // an answer
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isServed() throws InterruptedException {
        try {
            return server.client().ask("ListQueues", "{}").isDone();
        } catch (IOException e) {
            return false; // not even the connection was accepted
        }
    }

    /** An SDK tries again as well, after a while. */
    private void requireService() throws InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (isServed()) {
                SmallHeaps.print("  another client was served at attempt %d", i + 1);
                return;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("With many connections nobody else is served");
    }
}
