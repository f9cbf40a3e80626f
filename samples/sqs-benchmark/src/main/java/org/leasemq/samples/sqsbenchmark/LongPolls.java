package org.leasemq.samples.sqsbenchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/** Many receives that wait, and how long a message takes to reach one of them. */
final class LongPolls implements AutoCloseable {
    private static final int POLLS = 10_000;
    private static final int MESSAGES = 300;
    private static final int WARM_UP = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    private final ServerProcess server;
    private final String url;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer request;

    LongPolls(ServerProcess server, String url) throws IOException {
        this.server = server;
        this.url = url;
        String body = "{\"QueueUrl\":\"" + url + "\",\"WaitTimeSeconds\":20}";
        String text = "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                + "\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AmazonSQS.ReceiveMessage"
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        this.request = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** Prints how long messages took. */
    void run() throws IOException {
        for (int i = 0; i < POLLS; i++) {
            SocketChannel poll = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
            poll.configureBlocking(false);
            poll.register(selector, SelectionKey.OP_READ);
            poll.write(request.duplicate());
        }
        double[] millis = new double[MESSAGES];
        try (Connection sender = server.connect()) {
            for (int i = -WARM_UP; i < MESSAGES; i++) {
                long start = System.nanoTime();
                Work.SEND.step(sender, url);
                awaitMessage();
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
                }
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%n%,d receives wait in a heap of 512 MB; from sending to receiving: p50 %.2f ms, p99 %.2f ms%n",
                POLLS,
                millis[MESSAGES / 2],
                millis[MESSAGES * 99 / 100]);
    }

    /** Until one of them got a message; those whose time is over wait again. */
    private void awaitMessage() throws IOException {
        boolean received = false;
        while (!received) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                SocketChannel poll = (SocketChannel) key.channel();
                buffer.clear();
                if (poll.read(buffer) < 0) {
                    throw new IOException("A connection was closed while it waited.");
                }
                received |= new String(buffer.array(), 0, buffer.position(), ISO_8859_1).contains("ReceiptHandle");
                poll.write(request.duplicate());
            }
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
