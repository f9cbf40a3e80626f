package org.leasemq.sqs.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** Clients with small requests that have large answers, who read nothing: what they hold is counted, and comes to an end. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreadAnswersTest extends BridgeFixture {
    private static final int LIMIT = 8 << 20;
    private static final int QUEUES = 200;
    private static final int CLIENTS = 60;
    /** More than the operating system keeps for a client that does not read. */
    private static final int REQUESTS = 300;

    private static final String LIST = "Action=ListQueues&Version=2012-11-05";

    private final List<SocketChannel> readers = new ArrayList<>();

    @Override
    protected ServerSettings settings() {
        return super.settings().storedAt(place + "?memory-limit=" + LIMIT);
    }

    @AfterEach
    void leave() throws IOException {
        for (SocketChannel reader : readers) {
            reader.close();
        }
    }

    private void createQueues() {
        for (int i = 0; i < QUEUES; i++) {
            create("queue-" + "x".repeat(60) + i);
        }
    }

    /** As many as the server takes. */
    private void askWithoutReading() throws IOException {
        String request = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + LIST.length() + "\r\n\r\n" + LIST;
        SocketChannel reader = SocketChannel.open();
        readers.add(reader);
        reader.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        reader.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()));
        reader.configureBlocking(false);
        reader.write(ByteBuffer.wrap(request.repeat(REQUESTS).getBytes(UTF_8)));
    }

    private String get(String path) throws IOException {
        return new RawRequest("GET " + path).send(server.uri());
    }

    private void assertOthersAreServed(String queue) throws IOException {
        assertTrue(get("/ready").startsWith("HTTP/1.1 200"));
        send(queue, "a");
        delete(queue, receiveOne(queue));
    }

    @Test
    void othersGoOnWhileNothingIsRead() throws IOException {
        ConnectionUrl url = ConnectionUrl.parse(settings().url());
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            othersGoOn(handle.memory());
        }
    }

    private static long taken(MemoryAccount account, Use use) {
        return account.uses().getOrDefault(use, 0L);
    }

    private void othersGoOn(MemoryAccount account) throws IOException {
        createQueues();
        String queue = create("q");
        // some are ended early, if others are refused when those have read nothing for long
        for (int i = 0; i < CLIENTS || taken(account, Use.ANSWERS) < LIMIT / 8; i++) {
            askWithoutReading();
            assertOthersAreServed(queue);
            assertTrue(taken(account, Use.ANSWERS) <= LIMIT / 4);
        }
        // lists are there again for others too, since those leave who read nothing
        while (RawRequest.form(LIST).status(server.uri()) != 200) {
            advance(Duration.ofSeconds(1));
            assertOthersAreServed(queue);
        }
        leave();
        while (taken(account, Use.ANSWERS) > 0 || taken(account, Use.REQUESTS) > 0) {
            Thread.onSpinWait();
        }
    }
}
