package org.leasemq.samples.memory;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Messages of a megabyte, and all that is large when they are sent, received and looked at. */
final class LargeMessages {
    private static final int MESSAGES = 300;
    private static final int AT_ONCE = 30;
    private static final String BODY = "x".repeat(1_000_000);
    private static final String QUEUE = "large";

    private final ServerProcess server;
    private int sent;

    LargeMessages(ServerProcess server) throws IOException, InterruptedException {
        this.server = server;
        server.client().ask("CreateQueue", "{\"QueueName\":\"" + QUEUE + "\"}");
    }

    private String of(ServerProcess asked, String more) {
        return "{\"QueueUrl\":\"" + asked.client().url(QUEUE) + "\"" + more + "}";
    }

    /** More than the heap holds; several at once, which are sent again if they are refused. */
    void fill() throws Exception {
        for (Client.Reply reply : atOnce(MESSAGES, "SendMessage", ",\"MessageBody\":\"1" + BODY + "\"")) {
            sent += reply.isDone() ? 1 : 0;
        }
        server.requireAlive("large messages");
        SmallHeaps.print("  %d of %d messages of 1 MB were taken at once", sent, MESSAGES);
        if (sent == 0) {
            throw new IllegalStateException("No large message was taken");
        }
    }

    /** Many receives of ten messages at once. */
    void receiveMuch() throws Exception {
        int received = 0;
        for (Client.Reply reply :
                atOnce(AT_ONCE, "ReceiveMessage", ",\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":0")) {
            received += reply.handles().size();
        }
        server.requireAlive("receives of large messages");
        SmallHeaps.print("  %d receives of 10 at once got %d of them", AT_ONCE, received);
        if (received == 0) {
            throw new IllegalStateException("No large message was received");
        }
    }

    /** Looks at all of them at once. */
    void peek() throws Exception {
        int answered = 0;
        for (Client.Reply reply : atOnce(AT_ONCE, "PeekMessages", ",\"MaxResults\":700")) {
            answered += reply.isDone() ? 1 : 0;
        }
        server.requireAlive("peeks");
        SmallHeaps.print("  %d of %d peeks at 700 messages were answered", answered, AT_ONCE);
    }

    /** Receives without reading the answers. */
    void lookAway() throws IOException, InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                sockets.add(server.client()
                        .askAndLookAway(
                                "ReceiveMessage", of(server, ",\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":0")));
            }
            Client.Reply reply = server.client().ask("SendMessage", of(server, ",\"MessageBody\":\"2\""));
            if (!reply.isDone()) {
                throw new IllegalStateException("With slow readers a send was answered with " + reply);
            }
            sent++;
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        server.requireAlive("clients that do not read");
    }

    /** Requests as large as the server takes at all. */
    void sendLargeRequests() throws Exception {
        int refused = 0;
        String large = ",\"MessageBody\":\"" + BODY.repeat(14) + "\"";
        for (Client.Reply reply : atOnce(AT_ONCE, "SendMessage", large)) {
            refused += reply.isDone() ? 0 : 1;
        }
        server.requireAlive("large requests");
        SmallHeaps.print("  %d of %d requests of 14 MB were refused", refused, AT_ONCE);
    }

    private List<Client.Reply> atOnce(int count, String action, String more) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Callable<Client.Reply> asking = () -> server.client().ask(action, of(server, more));
            List<Client.Reply> replies = new ArrayList<>();
            for (Future<Client.Reply> reply : threads.invokeAll(Collections.nCopies(count, asking))) {
                replies.add(reply.get());
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Receives and deletes one after the other, and expects as many as were acknowledged. */
    void requireAll(ServerProcess opened) throws IOException, InterruptedException {
        int found = 0;
        while (true) {
            Client.Reply reply = opened.client().ask("ReceiveMessage", of(opened, ",\"MaxNumberOfMessages\":10"));
            if (!reply.isDone()) {
                throw new IllegalStateException("A receive was answered with " + reply);
            }
            if (reply.handles().isEmpty()) {
                break;
            }
            found += reply.handles().size();
        }
        opened.requireAlive("receiving everything");
        if (found < sent) {
            throw new IllegalStateException(found + " of " + sent + " large messages are left");
        }
    }
}
