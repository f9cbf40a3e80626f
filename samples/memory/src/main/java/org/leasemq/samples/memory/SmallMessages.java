package org.leasemq.samples.memory;

import java.io.IOException;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many small messages with long group and deduplication ids, which take much more of the heap than they say. */
final class SmallMessages {
    private static final int THREADS = 4;
    private static final int BATCH = 10;
    private static final int MOST = 2_000_000;
    private static final String LONG = "x".repeat(110);
    private static final String QUEUE = "small.fifo";

    private final ServerProcess server;
    /** What was acknowledged and not deleted since. */
    private final BitSet there = new BitSet();

    private final AtomicInteger next = new AtomicInteger();

    SmallMessages(ServerProcess server) throws IOException, InterruptedException {
        this.server = server;
        server.client()
                .ask(
                        "CreateQueue",
                        "{\"QueueName\":\"" + QUEUE
                                + "\",\"Attributes\":{\"FifoQueue\":\"true\",\"VisibilityTimeout\":\"600\"}}");
    }

    /** Sends until there is no room. */
    void flood() throws Exception {
        int before = there.cardinality();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> senders =
                    threads.invokeAll(Collections.<Callable<Void>>nCopies(THREADS, this::sendUntilRefused));
            for (Future<Void> sender : senders) {
                sender.get();
            }
        } finally {
            threads.shutdownNow();
        }
        server.requireAlive("small messages");
        SmallHeaps.print("  %,d small messages more were taken, then refused", there.cardinality() - before);
    }

    private Void sendUntilRefused() throws IOException, InterruptedException {
        while (true) {
            int first = next.getAndAdd(BATCH);
            if (first >= MOST) {
                throw new IllegalStateException("Nothing was refused up to message " + first);
            }
            Client.Reply reply = server.client().ask("SendMessageBatch", batch(first));
            for (int i = 0; i < BATCH; i++) {
                if (reply.body().contains("\"Id\":\"m" + i + "\",\"MessageId\"")) {
                    synchronized (there) {
                        there.set(first + i);
                    }
                }
            }
            if (reply.isRefused()) {
                return null;
            }
            if (!reply.isDone()) {
                throw new IllegalStateException("A send was answered with " + reply);
            }
        }
    }

    private String batch(int first) {
        StringBuilder json =
                new StringBuilder("{\"QueueUrl\":\"" + server.client().url(QUEUE) + "\",\"Entries\":[");
        for (int i = 0; i < BATCH; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"Id\":\"m")
                    .append(i)
                    .append("\",\"MessageBody\":\"")
                    .append(first + i)
                    .append("\",\"MessageGroupId\":\"")
                    .append(LONG)
                    .append(first + i)
                    .append("\",\"MessageDeduplicationId\":\"")
                    .append(LONG)
                    .append(first + i)
                    .append("\"}");
        }
        return json.append("]}").toString();
    }

    /** Takes some while nothing more can be sent. */
    void receiveAndDelete() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            Client.Reply reply = receive(server);
            if (!reply.isDone() || reply.handles().isEmpty()) {
                throw new IllegalStateException("A receive from a full server was answered with " + reply);
            }
            delete(reply);
        }
        SmallHeaps.print("  1,000 of them were received and deleted");
    }

    private static Client.Reply receive(ServerProcess from) throws IOException, InterruptedException {
        return from.client()
                .ask(
                        "ReceiveMessage",
                        "{\"QueueUrl\":\"" + from.client().url(QUEUE) + "\",\"MaxNumberOfMessages\":10}");
    }

    private void delete(Client.Reply received) throws IOException, InterruptedException {
        List<String> handles = received.handles();
        for (int i = 0; i < handles.size(); i++) {
            Client.Reply reply = server.client()
                    .ask(
                            "DeleteMessage",
                            "{\"QueueUrl\":\"" + server.client().url(QUEUE) + "\",\"ReceiptHandle\":\"" + handles.get(i)
                                    + "\"}");
            if (!reply.isDone()) {
                throw new IllegalStateException("A delete on a full server was answered with " + reply);
            }
            there.clear(received.numbers().get(i));
        }
    }

    /** Receives everything, and expects what was acknowledged and not deleted. */
    void requireAll(ServerProcess opened) throws IOException, InterruptedException {
        BitSet found = new BitSet();
        for (Client.Reply reply = receive(opened); !reply.numbers().isEmpty(); reply = receive(opened)) {
            reply.numbers().forEach(found::set);
        }
        opened.requireAlive("receiving everything");
        BitSet lost = (BitSet) there.clone();
        lost.andNot(found);
        if (!lost.isEmpty()) {
            throw new IllegalStateException(lost.cardinality() + " of " + there.cardinality() + " messages are lost");
        }
    }
}
