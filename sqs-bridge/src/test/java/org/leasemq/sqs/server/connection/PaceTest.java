package org.leasemq.sqs.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.engine.SettableClock;

/** Who is too slow is ended, and nobody else is, however long the server itself pauses. */
@Timeout(60)
class PaceTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final SettableClock clock = new SettableClock();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Server server = new Server(new QueuedThreadPool(8), scheduler, null);
    private final LocalConnector connector = new LocalConnector(server);

    private void start(Handler.Wrapper network, Handler actions) throws Exception {
        network.setHandler(new Pace(actions, clock, new BrokenOff(clock)));
        server.setHandler(network);
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    /** What stands between the handlers and the network. */
    private abstract static class Network extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Response watched = new Response.Wrapper(request, response) {
                @Override
                public void write(boolean last, ByteBuffer bytes, Callback written) {
                    send(getWrapped(), last, bytes, written);
                }
            };
            return super.handle(request, watched, callback);
        }

        abstract void send(Response to, boolean last, ByteBuffer bytes, Callback written);
    }

    private static Handler answering(byte[] answer) {
        return new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length);
                response.write(true, ByteBuffer.wrap(answer), callback);
                return true;
            }
        };
    }

    @Test
    void aPauseOfTheServerCostsNobodyTheAnswer() throws Exception {
        start(
                new Network() {
                    @Override
                    void send(Response to, boolean last, ByteBuffer bytes, Callback written) {
                        scheduler.advance(Duration.ofSeconds(19)); // as a collection of garbage does
                        to.write(last, bytes, written);
                    }
                },
                answering(new byte[] {'{', '}'}));
        assertTrue(connector.getResponse(GET).endsWith("{}"));
    }

    @Test
    void whoDoesNotReadTheAnswerLosesTheConnection() throws Exception {
        Semaphore began = new Semaphore(0);
        start(
                new Network() {
                    @Override
                    void send(Response to, boolean last, ByteBuffer bytes, Callback written) {
                        began.release(); // and never ends
                    }
                },
                answering(new byte[4096 * 10]));
        LocalConnector.LocalEndPoint client = connector.executeRequest(GET);
        began.acquire();
        scheduler.awaitTasks(1);
        scheduler.advance(Pace.GRACE.plusSeconds(10).minusMillis(1));
        assertTrue(client.isOpen());
        scheduler.advance(Duration.ofMillis(1));
        assertFalse(client.isOpen());
    }

    @Test
    void aLargeAnswerIsWrittenInParts() throws Exception {
        List<Integer> parts = new ArrayList<>();
        start(
                new Network() {
                    @Override
                    void send(Response to, boolean last, ByteBuffer bytes, Callback written) {
                        parts.add(bytes.remaining());
                        to.write(last, bytes, written);
                    }
                },
                answering("0123456789abcdef".repeat(10_000).getBytes(US_ASCII)));
        String answer = connector.getResponse(GET);
        assertTrue(answer.endsWith("\r\n\r\n" + "0123456789abcdef".repeat(10_000)), "the whole answer");
        assertEquals(List.of(65_536, 65_536, 28_928), parts);
    }

    /** Reads a body, and tells each time when it waits for more. */
    private static final class Reading extends Handler.Abstract.NonBlocking {
        final Semaphore waits = new Semaphore(0);
        final CompletableFuture<Throwable> end = new CompletableFuture<>();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            read(request, callback);
            return true;
        }

        private void read(Request request, Callback callback) {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(() -> read(request, callback));
                    waits.release();
                    return;
                }
                if (Content.Chunk.isFailure(chunk) || chunk.isLast()) {
                    end.complete(chunk.getFailure());
                    callback.succeeded();
                    return;
                }
                chunk.release();
            }
        }
    }

    private LocalConnector.LocalEndPoint post(Reading reading, int length) throws Exception {
        start(
                new Network() {
                    @Override
                    void send(Response to, boolean last, ByteBuffer bytes, Callback written) {
                        to.write(last, bytes, written);
                    }
                },
                reading);
        LocalConnector.LocalEndPoint client = connector.executeRequest(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\na");
        reading.waits.acquire();
        return client;
    }

    @Test
    void aBodyThatBeginsHesitantlyIsRead() throws Exception {
        Reading reading = new Reading();
        LocalConnector.LocalEndPoint client = post(reading, 3);
        clock.advance(Duration.ofSeconds(19));
        client.addInput("b");
        reading.waits.acquire();
        client.addInput("c");
        assertEquals(null, reading.end.get());
    }

    @Test
    void aBodyThatComesByteByByteIsGivenUp() throws Exception {
        Reading reading = new Reading();
        LocalConnector.LocalEndPoint client = post(reading, 3);
        clock.advance(Duration.ofSeconds(21));
        client.addInput("b");
        assertInstanceOf(TimeoutException.class, reading.end.get());
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws Exception {
        Reading reading = new Reading();
        LocalConnector.LocalEndPoint client = post(reading, 100_000);
        clock.advance(Duration.ofSeconds(20));
        client.addInput("b".repeat(4096));
        reading.waits.acquire();
        clock.advance(Duration.ofSeconds(2));
        client.addInput("b".repeat(200));
        assertInstanceOf(TimeoutException.class, reading.end.get());
    }
}
