package org.leasemq.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryAccount;

/** A large message is on its way, with more in line than any socket takes; others are asked for on the same connection. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeMessagesTest {
    /** More than a connection takes that nobody reads. */
    private static final int MORE_THAN_FITS = 16 << 20;

    private static final int LARGE = 48 << 20;
    private static final Target QUEUE = Target.queue("q");

    /** What a server has heard. */
    private record Heard(FrameType type, long number) {}

    private Socket here;
    private DataInputStream there;
    private RemoteEngine engine;

    private final Session session = new Session(
            new UUID(1, 2), "a test", 10_000, call -> LockSupport.park(), ThreadedEnvironment.systemClock());

    @BeforeEach
    void connect() throws IOException {
        engine = new RemoteEngine(
                session,
                RandomGeneratorFactory.of("L64X128MixRandom").create(1),
                MemoryAccount.ofThisProcess().share(),
                1);
        welcome();
        hear(FrameType.ALL_ASKED);
    }

    private void welcome() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            here = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            there = new DataInputStream(listener.accept().getInputStream());
        }
        session.connected(new SocketLink(here, task -> new Thread(task, "writes").start()));
        WireOut welcome = new WireOut();
        welcome.writeInt(FrameType.VERSION);
        welcome.writeLong(1);
        welcome.writeLong(10_000);
        welcome.writeLong(0);
        welcome.writeBytes(new byte[0]);
        session.frame(FrameType.WELCOME, new WireIn(welcome.toBytes()));
    }

    @AfterEach
    void disconnect() throws IOException {
        there.close();
        here.close();
    }

    private Heard hear() throws IOException {
        byte[] frame = there.readNBytes(there.readInt());
        WireIn in = new WireIn(frame);
        FrameType type = FrameType.values()[in.readByte()];
        return new Heard(type, in.remaining() < Long.BYTES ? 0 : in.readLong());
    }

    private void hear(FrameType type) throws IOException {
        while (hear().type() != type) {
            continue;
        }
    }

    private void send(Target to, int bytes) {
        engine.send(to, List.of(Message.of(Body.binary(new byte[bytes]))));
    }

    /** The numbers of what is asked, in the order in which it is, until so many have been. */
    private List<Long> calls(int count) throws IOException {
        List<Long> calls = new ArrayList<>();
        while (calls.size() < count) {
            Heard heard = hear();
            if (heard.type() == FrameType.CALL) {
                calls.add(heard.number());
            }
        }
        return calls;
    }

    @Test
    void whatIsSentElsewhereAndWhatIsAskedPassesALargeMessage() throws IOException {
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(QUEUE, LARGE));
        assertEquals(new Heard(FrameType.PART, 1), hear());
        send(Target.queue("other"), 10); // returns, since another thread is writing
        engine.findQueue("q");
        assertTrue(!sending.isDone());
        assertEquals(List.of(2L, -1L, 1L), calls(3));
        sending.join();
    }

    @Test
    void whatIsSentToTheSameQueueComesBehind() throws IOException {
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(QUEUE, LARGE));
        assertEquals(new Heard(FrameType.PART, 1), hear());
        send(QUEUE, 10);
        send(QUEUE, 100_000);
        send(QUEUE, 10);
        send(Target.topic("q"), 10);
        assertEquals(List.of(5L, 1L, 2L, 3L, 4L), calls(5));
        sending.join();
    }

    /** Nobody reads what was asked for again before all of it was said. */
    @Test
    void afterABrokenConnectionALargeMessageIsAskedForAgainBeforeTheEndOfThat() throws IOException {
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(QUEUE, MORE_THAN_FITS));
        assertEquals(new Heard(FrameType.PART, 1), hear());
        here.close();
        sending.join();
        session.disconnected();
        welcome();
        List<FrameType> types = new ArrayList<>();
        do {
            types.add(hear().type());
        } while (types.get(types.size() - 1) != FrameType.ALL_ASKED);
        assertEquals(FrameType.CALL, types.get(types.size() - 2));
    }
}
