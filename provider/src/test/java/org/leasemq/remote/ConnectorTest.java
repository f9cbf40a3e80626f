package org.leasemq.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Client;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.HostAndPort;
import org.leasemq.options.OptionValues;
import org.leasemq.served.ServedEngine;
import org.leasemq.thread.DaemonThreads;

/** A real engine, asked over real sockets that are cut. */
class ConnectorTest {
    private static final Target QUEUE = Target.queue("q");
    private static final int MANY = 5000;

    private final EmbeddedEngines engines =
            new EmbeddedEngines(new DerbyStores(), new DaemonThreads("test"), ThreadedEnvironment.systemClock());
    private EngineHandle local;
    private FrameServer server;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        local = engines.open(
                new ConnectionUrl.Memory(
                        "connector-" + test.getTestMethod().orElseThrow().getName()),
                OptionValues.defaults());
        server = new FrameServer(local.engine());
    }

    @AfterEach
    void stop() throws IOException {
        engines.closeAll();
        server.close();
    }

    private EngineHandle connect(String options, HostAndPort... addresses) {
        String hosts = String.join(
                ",", Arrays.stream(addresses).map(HostAndPort::toString).toList());
        ConnectionUrl url = ConnectionUrl.parse("leasemq:tcp://" + hosts + options);
        return engines.open(url.place(), url.options());
    }

    private static Message text(String body) {
        return Message.of(Body.text(body));
    }

    private static List<String> drain(LeaseEngine engine) {
        List<String> bodies = new ArrayList<>();
        ReceiveRequest request = ReceiveRequest.from("q").upTo(10).waiting(Duration.ZERO);
        List<Delivery> some = engine.receive(request).await();
        while (!some.isEmpty()) {
            some.forEach(delivery -> bodies.add(delivery.message().body().asText()));
            engine.delete("q", some.stream().map(Delivery::receipt).toList()).await();
            some = engine.receive(request).await();
        }
        return bodies;
    }

    @Test
    void whatIsSentElsewhereIsThere() {
        try (EngineHandle remote = connect("", server.address())) {
            remote.engine().createQueue("q", QueueAttributes.standardQueue()).await();
            remote.engine().send(QUEUE, List.of(text("a"), text("b"))).await();
            assertEquals(List.of("a", "b"), drain(local.engine()));
            local.engine().send(QUEUE, List.of(text("x".repeat(3_000_000)))).await();
            assertEquals(List.of("x".repeat(3_000_000)), drain(remote.engine()));
        }
    }

    @Test
    void whereverTheConnectionIsCutNothingIsLostAndNothingTwice() {
        local.engine().createQueue("q", QueueAttributes.standardQueue()).await();
        List<String> expected = new ArrayList<>();
        for (int frames = 3; frames < 13; frames++) {
            server.cutAfter(frames);
            try (EngineHandle remote = connect("", server.address())) {
                Owner owner = remote.client().openOwner("session");
                for (int i = 0; i < 10; i++) {
                    String body = frames + "/" + i;
                    expected.add(body);
                    remote.engine().send(QUEUE, List.of(text(body))).await();
                }
                List<Delivery> one = remote.engine()
                        .receive(ReceiveRequest.from("q").ownedBy(owner))
                        .await();
                List<Receipt> receipts = one.stream().map(Delivery::receipt).toList();
                UnitOfWork.Send again = new UnitOfWork.Send(
                        QUEUE, text(one.get(0).message().body().asText()));
                remote.engine().commit(new UnitOfWork(List.of(again), receipts)).await();
                owner.close();
            }
        }
        server.cutAfter(0);
        assertEquals(expected.size(), local.engine().statistics("q").await().available());
        assertEquals(
                expected.stream().sorted().toList(),
                drain(local.engine()).stream().sorted().toList());
    }

    /** Somebody who asks about the queue has what its receiver was given in advance go back, at any moment. */
    @Test
    void whatGoesBackIsReceivedInItsOrder() throws Exception {
        local.engine().createQueue("q.fifo", QueueAttributes.fifoQueue()).await();
        for (int i = 0; i < MANY; i++) {
            Message message = text("" + i).inGroup("g").withDeduplicationId("" + i);
            local.engine().send(Target.queue("q.fifo"), List.of(message)).await();
        }
        try (EngineHandle remote = connect("", server.address())) {
            LeaseEngine engine = remote.engine();
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    engine.statistics("q.fifo").await();
                }
            });
            ReceiveRequest request =
                    ReceiveRequest.from("q.fifo").ownedBy(remote.client().openOwner("session"));
            for (int i = 0; i < MANY; i++) {
                Delivery next = engine.receive(request).await().get(0);
                assertEquals("" + i, next.message().body().asText());
                engine.delete("q.fifo", List.of(next.receipt())).background();
            }
            over.set(true);
            others.join();
        }
    }

    @Test
    void aReceiveWaitsOverCuts() {
        local.engine().createQueue("q", QueueAttributes.standardQueue()).await();
        try (EngineHandle remote = connect("", server.address())) {
            List<Completion<List<Delivery>>> waiting = IntStream.range(0, 20)
                    .mapToObj(i ->
                            remote.engine().receive(ReceiveRequest.from("q").waiting(ReceiveRequest.FOREVER)))
                    .toList();
            server.cut();
            remote.engine().findQueue("q").await();
            for (int i = 0; i < 20; i++) {
                local.engine().send(QUEUE, List.of(text("m" + i))).await();
            }
            List<String> bodies = waiting.stream()
                    .map(receive -> receive.await().get(0).message().body().asText())
                    .sorted()
                    .toList();
            assertEquals(IntStream.range(0, 20).mapToObj(i -> "m" + i).sorted().toList(), bodies);
        }
    }

    @Test
    void whenNobodyAnswersThatIsToldAtOnce() throws IOException {
        HostAndPort nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new HostAndPort("127.0.0.1", socket.getLocalPort());
        }
        EngineException.StoreFailed refusal =
                assertThrows(EngineException.StoreFailed.class, () -> connect("", nobody, nobody));
        assertTrue(refusal.getMessage().contains(nobody.toString()), refusal.getMessage());
        try (EngineHandle remote = connect("", nobody, server.address())) {
            assertEquals(List.of(), remote.engine().branches().await());
        }
    }

    @Test
    void whatTheServerRefusesIsToldAndNothingIsLeftOpen() throws IOException {
        try (FrameServer full = new FrameServer(local.engine(), ServedEngine.Limits.USUAL.withSessions(0))) {
            int open = engines.places().size();
            EngineException.Closed refusal =
                    assertThrows(EngineException.Closed.class, () -> connect("", full.address()));
            assertTrue(refusal.getMessage().contains("0 sessions"), refusal.getMessage());
            assertEquals(open, engines.places().size());
        }
    }

    @Test
    void aServerThatIsFullAtTheMomentIsPassedOver() throws IOException {
        try (FrameServer full = new FrameServer(local.engine(), ServedEngine.Limits.USUAL.withSessions(0));
                EngineHandle remote = connect("", full.address(), server.address())) {
            assertEquals(List.of(), remote.engine().branches().await());
            for (int i = 0; i < 3; i++) {
                server.cut();
                remote.engine().findQueue("q").await();
            }
        }
    }

    @Test
    void aServerThatIsFullForTooLongIsAsOneThatIsAway() throws IOException {
        try (FrameServer full = new FrameServer(local.engine(), ServedEngine.Limits.USUAL.withSessions(0));
                EngineHandle remote = connect("?reconnect-timeout=100ms", server.address(), full.address())) {
            local.engine().createQueue("q", QueueAttributes.standardQueue()).await();
            Completion<?> waiting =
                    remote.engine().receive(ReceiveRequest.from("q").waiting(ReceiveRequest.FOREVER));
            server.close();
            EngineException.Unknown unknown = assertThrows(EngineException.Unknown.class, waiting::await);
            assertTrue(unknown.getMessage().contains("0 sessions"), unknown.getMessage());
            assertTrue(remote.hasFailed());
        }
        server = new FrameServer(local.engine());
    }

    @Test
    void whenAServerEndsInOrderAnotherIsAsked() throws IOException {
        ConnectionUrl.Memory place = new ConnectionUrl.Memory("another-server");
        try (EngineHandle elsewhere = engines.open(place, OptionValues.defaults());
                FrameServer other = new FrameServer(elsewhere.engine());
                EngineHandle remote = connect("", server.address(), other.address())) {
            local.engine().createQueue("q", QueueAttributes.standardQueue()).await();
            elsewhere.engine().createQueue("q", QueueAttributes.standardQueue()).await();
            remote.engine().send(QUEUE, List.of(text("a"))).await();
            Completion<List<Delivery>> waiting =
                    remote.engine().receive(ReceiveRequest.from("q").waiting(ReceiveRequest.FOREVER));
            assertEquals("a", waiting.await().get(0).message().body().asText());
            server.end();
            remote.engine().send(QUEUE, List.of(text("b"))).await();
            assertEquals(1, other.sessions());
            assertEquals(List.of("b"), drain(elsewhere.engine()));
        }
        server = new FrameServer(local.engine());
    }

    @Test
    void whatIsNoServerIsNamed() throws IOException {
        assertNoServer("SSH-2.0-OpenSSH\r\n", "does not speak HTTP");
        assertNoServer("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnono", "(404): nono");
        assertNoServer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", "another protocol");
        assertNoServer("HTTP/1.1 503 Service Unavailable\r\n\r\n", "not ready");
        assertNoServer("", "ended the connection");
    }

    private void assertNoServer(String answer, String words) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerOnce(other, answer));
            thread.start();
            HostAndPort address = new HostAndPort("127.0.0.1", other.getLocalPort());
            EngineException refusal = assertThrows(EngineException.class, () -> connect("", address));
            assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        }
    }

    private static void answerOnce(ServerSocket listener, String answer) {
        try (Socket socket = listener.accept()) {
            socket.getInputStream().read(new byte[1000]);
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whenTheServerStaysAwayNobodyKnows() throws IOException {
        EngineHandle remote = connect("?reconnect-timeout=0s", server.address());
        local.engine().createQueue("q", QueueAttributes.standardQueue()).await();
        Completion<?> waiting = remote.engine().receive(ReceiveRequest.from("q").waiting(ReceiveRequest.FOREVER));
        server.close();
        assertThrows(EngineException.class, waiting::await);
        Client client = remote.client();
        EngineException.Unknown unknown =
                assertThrows(EngineException.Unknown.class, () -> client.openOwner("session"));
        assertTrue(unknown.getMessage().contains("Nobody knows"), unknown.getMessage());
        assertTrue(remote.hasFailed());
        remote.close();
        server = new FrameServer(local.engine());
    }

    /** But who closed his hold is not told any more. */
    @Test
    void whoWantsToKnowIsToldWhenTheServerStaysAway() throws Exception {
        EngineHandle remote = connect("?reconnect-timeout=0s", server.address());
        EngineHandle closed = remote.another();
        CountDownLatch told = new CountDownLatch(1);
        List<String> wrong = new CopyOnWriteArrayList<>();
        closed.whenFailed(() -> wrong.add("closed"));
        closed.close();
        remote.whenFailed(told::countDown);
        EngineHandle other = remote.another();
        other.whenFailed(() -> {
            throw new IllegalStateException("does not keep others from being told");
        });
        server.close();
        told.await();
        assertEquals(List.of(), wrong);
        assertTrue(remote.hasFailed());
        CountDownLatch late = new CountDownLatch(1);
        remote.whenFailed(late::countDown);
        late.await();
        other.close();
        remote.close();
        server = new FrameServer(local.engine());
    }

    @Test
    void whatIsClosedInOrderHasNotFailed() {
        List<String> told = new CopyOnWriteArrayList<>();
        EngineHandle remote = connect("", server.address());
        remote.whenFailed(() -> told.add("failed"));
        engines.closeAll();
        assertEquals(List.of(), told);
    }
}
