package org.leasemq.engine.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.Parts;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.remote.Link;
import org.leasemq.remote.RemoteEngine;
import org.leasemq.remote.Session;
import org.leasemq.remote.Waiting;
import org.leasemq.served.Outlet;
import org.leasemq.served.ServedConnection;
import org.leasemq.served.ServedEngine;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** While there is no connection, a receive ends when its time is over; what comes of it later is lost to nobody, and not passed. */
class CutReceiveTest {
    private static final String QUEUE = "orders.fifo";
    private static final UUID CLIENT = new UUID(7, 7);
    private static final UUID OWNER = new UUID(8, 8);

    private final SettableClock clock = new SettableClock();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    private final ManualEnvironment environment = new ManualEnvironment(clock, random);
    private final LocalEngine local =
            LocalEngine.open(new FakeStore(new Disk(), clock), EngineSettings.defaults(), environment);
    private final ServedEngine served = new ServedEngine(
            local,
            Runnable::run,
            clock,
            (millis, action) -> () -> {},
            ServedEngine.Limits.USUAL,
            MemoryAccount.ofThisProcess().share());
    private final Session session = new Session(new UUID(1, 2), "a test", 60_000, new Passing(), clock);
    private final RemoteEngine remote =
            new RemoteEngine(session, random, MemoryAccount.ofThisProcess().share(), 8);
    private Wire wire;
    /** What happens when time has passed without a connection. */
    private Runnable meanwhile = () -> {};

    /** Frames move when somebody waits, and time passes where there is no connection. */
    private final class Passing implements Waiting {
        @Override
        public void pause(Completion<?> call) {
            settle();
        }

        @Override
        public void pause(Completion<?> call, long millis) {
            Runnable now = meanwhile;
            meanwhile = () -> {};
            clock.advance(Duration.ofMillis(millis));
            now.run();
        }
    }

    /** A connection, of which nothing comes any more once it is cut. */
    private final class Wire implements Link {
        private final Queue<byte[]> asked = new ArrayDeque<>();
        private final Queue<byte[]> answered = new ArrayDeque<>();
        private final FrameParser toServer = new FrameParser(Parts.LONGEST_FRAME);
        private final FrameParser toClient = new FrameParser(Parts.LONGEST_FRAME);
        private final ServedConnection connection = served.connection(new Outlet() {
            @Override
            public void put(byte[] frame) {
                answered.add(frame);
            }

            @Override
            public void flush() {
                // frames move when they are moved
            }

            @Override
            public void flushSoon() {
                // likewise
            }

            @Override
            public void close() {
                // the client finds out
            }
        });

        @Override
        public void put(byte[] frame) {
            asked.add(frame);
        }

        @Override
        public void flush() {
            // frames move when they are moved
        }

        @Override
        public void close() {
            asked.clear();
        }

        void ask() {
            for (byte[] frame = asked.poll(); frame != null; frame = asked.poll()) {
                toServer.add(ByteBuffer.wrap(frame), connection);
            }
            environment.settle();
        }

        boolean answer() {
            boolean any = !answered.isEmpty();
            for (byte[] frame = answered.poll(); frame != null; frame = answered.poll()) {
                toClient.add(ByteBuffer.wrap(frame), session);
            }
            return any;
        }
    }

    private void settle() {
        boolean goesOn = wire != null;
        while (goesOn) {
            wire.ask();
            goesOn = wire.answer();
        }
    }

    private void connect() {
        wire = new Wire();
        session.connected(wire);
        settle();
    }

    private void cut() {
        wire.connection.lost();
        wire = null;
        session.disconnected();
    }

    @BeforeEach
    void open() {
        connect();
        remote.createQueue(QUEUE, QueueAttributes.fifoQueue()).await();
        remote.openClient(CLIENT, "shop").await();
        remote.openOwner(CLIENT, OWNER, "a session").await();
    }

    @AfterEach
    void close() {
        remote.close();
        served.close();
        local.close();
    }

    private void send(String text) {
        remote.send(
                        Target.queue(QUEUE),
                        List.of(Message.of(Body.text(text)).inGroup("g").withDeduplicationId(text)))
                .await();
    }

    private Completion<List<Delivery>> begin(long millis) {
        return remote.receive(owned(Duration.ofMillis(millis), null));
    }

    private static ReceiveRequest owned(Duration wait, Duration visibility) {
        return new ReceiveRequest(QUEUE, 1, wait, OWNER, visibility, null, Long.MAX_VALUE);
    }

    /** With how often it has been received. */
    private static List<String> told(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> delivery.message().body().asText() + " " + delivery.receiveCount())
                .toList();
    }

    private List<String> receive(long millis) {
        return told(begin(millis).await());
    }

    /** Something is asked, and carried out, and the connection is lost before the answer has come. */
    private Completion<List<Delivery>> answeredTooLate(long millis) {
        Completion<List<Delivery>> receive = begin(millis);
        wire.ask();
        cut();
        return receive;
    }

    @Test
    void aReceiveEndsWhenItsTimeIsOver() {
        send("m1");
        cut();
        long before = clock.elapsedMillis();
        assertEquals(List.of(), receive(500));
        assertEquals(500, clock.elapsedMillis() - before);
        assertEquals(List.of(), receive(0));
        assertTrue(clock.elapsedMillis() - before <= 600);
        connect();
        assertEquals(List.of("m1 1"), receive(0));
    }

    @Test
    void aConnectionThatIsThereAgainInTimeIsUsed() {
        send("m1");
        cut();
        meanwhile = this::connect;
        assertEquals(List.of("m1 1"), receive(0));
    }

    @Test
    void whatComesLateIsForWhoAsksNextInOrder() {
        send("m1");
        send("m2");
        assertEquals(List.of(), told(answeredTooLate(500).await()));
        connect();
        assertEquals(List.of("m1 1"), receive(0));
        assertEquals(List.of("m2 1"), receive(0));
        assertEquals(List.of(), receive(0));
    }

    @Test
    void whatComesLateIsForWhoWaitsByThen() {
        send("m1");
        send("m2");
        assertEquals(List.of(), told(answeredTooLate(500).await()));
        assertEquals(List.of(), receive(200));
        meanwhile = this::connect;
        assertEquals(List.of("m1 1"), receive(200));
        assertEquals(List.of("m2 1"), receive(0));
        assertEquals(2, local.statistics(QUEUE).await().inFlight());
    }

    @Test
    void whoWaitsByThenAsksHimselfIfNothingCame() {
        assertEquals(List.of(), told(answeredTooLate(500).await()));
        meanwhile = () -> {
            environment.settle(); // the time of the first is over at the server, too
            local.send(
                            Target.queue(QUEUE),
                            List.of(Message.of(Body.text("m1")).inGroup("g").withDeduplicationId("m1")))
                    .whenDone((sent, error) -> {});
            environment.settle();
            connect();
        };
        assertEquals(List.of("m1 1"), receive(200));
    }

    @Test
    void whatComesLateAndNobodyAsksForGoesBackUncounted() {
        send("m1");
        assertEquals(List.of(), told(answeredTooLate(500).await()));
        connect();
        clock.advance(Duration.ofMillis(101));
        session.doWhatIsDue();
        settle();
        assertEquals(1, local.statistics(QUEUE).await().available());
        assertEquals(List.of("m1 1"), receive(0));
    }

    @Test
    void whatComesLateForAReceiverThatIsClosedGoesBackUncounted() {
        send("m1");
        assertEquals(List.of(), told(answeredTooLate(500).await()));
        remote.recall(OWNER);
        connect();
        settle();
        assertEquals(1, local.statistics(QUEUE).await().available());
        assertEquals(List.of("m1 1"), receive(0));
    }

    /** The lease of a consumer with a limit goes on while nobody has the message. */
    @Test
    void whatComesLateWithALeaseThatEndsGoesBackUncounted() {
        send("m1");
        Completion<List<Delivery>> receive = remote.receive(owned(Duration.ofMillis(500), Duration.ofSeconds(30)));
        wire.ask();
        cut();
        assertEquals(List.of(), told(receive.await()));
        connect();
        settle();
        assertEquals(1, local.statistics(QUEUE).await().available());
        assertEquals(List.of("m1 1"), receive(0));
    }

    @Test
    void whoIsCancelledWaitsForNoConnection() {
        cut();
        Completion<List<Delivery>> receive = remote.receive(owned(ReceiveRequest.FOREVER, null));
        receive.cancel();
        assertEquals(List.of(), told(receive.await()));
    }
}
