package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.log.CapturedLog;
import org.leasemq.memory.MemoryShare.Use;

/** What nobody should send harms nothing, and is refused in words. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileClientsTest extends RemoteFixture {
    private static final String SEED = "leasemq.test.seed";

    private LeaseEngine other;

    @BeforeEach
    void open() {
        other = client();
        other.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void othersAreServedAndNothingIsLeft() {
        other.send(Target.queue(QUEUE), List.of(Message.of(Body.text("m")))).await();
        assertTrue(other.statistics(QUEUE).await().available() > 0);
        other.close();
        await(() -> {
            clock.advance(Duration.ofSeconds(1)); // until sessions end that nobody has ended
            return taken(Use.REQUESTS) == 0 && taken(Use.ANSWERS) == 0;
        });
    }

    private static byte[] conversation(UUID id) {
        Requests.Send request = new Requests.Send(Target.queue(QUEUE), List.of(Message.of(Body.text("x".repeat(50)))));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(RawConnection.hello(id, 1000));
        all.writeBytes(RawConnection.call(1, Verbs.SEND, request));
        all.writeBytes(FrameType.ALL_ASKED.frame());
        all.writeBytes(FrameType.PING.frame());
        return all.toByteArray();
    }

    @Test
    void aConversationMayBeTornAnywhereAndGoesOnOnce() throws IOException {
        int length = conversation(UUID.randomUUID()).length;
        for (int cut = 0; cut <= length; cut++) {
            UUID id = UUID.randomUUID();
            byte[] all = conversation(id);
            try (RawConnection torn = raw().upgraded()) {
                torn.write(Arrays.copyOf(all, cut));
                torn.socket.shutdownOutput();
                assertTrue(torn.isOver());
            }
            try (RawConnection again = raw().upgraded()) {
                again.write(all);
                FrameType type = again.next().type();
                while (type != FrameType.ANSWER) {
                    type = again.next().type();
                }
                again.write(FrameType.BYE.frame());
                assertTrue(again.isOver());
            }
        }
        assertEquals(length + 1, other.statistics(QUEUE).await().available());
    }

    private String refusalOf(byte[] bytes) throws IOException {
        try (RawConnection connection = raw().upgraded()) {
            connection.write(bytes);
            RawConnection.Frame frame = connection.next();
            while (frame.type() != FrameType.REFUSED) {
                frame = connection.next();
            }
            assertTrue(connection.isOver());
            return frame.text();
        }
    }

    private static byte[] afterHello(byte[] more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(RawConnection.hello(UUID.randomUUID(), 1000));
        all.writeBytes(more);
        return all.toByteArray();
    }

    @Test
    void whatMakesNoSenseIsRefusedInWords() throws IOException {
        assertEquals("PING is said before HELLO", refusalOf(FrameType.PING.frame()));
        String tooLong = refusalOf(new byte[] {0x7f, 0, 0, 0, 0});
        assertTrue(tooLong.startsWith("a frame of 2130706432 bytes is announced"), tooLong);
        assertTrue(refusalOf(new byte[] {-1, -1, -1, -1, 0}).startsWith("a frame of -1 bytes"));
        assertEquals("there is no frame of type 99", refusalOf(new byte[] {0, 0, 0, 1, 99}));
        WireOut version = new WireOut();
        version.writeInt(7);
        assertEquals("version 7 is not spoken here, but 1", refusalOf(FrameType.HELLO.frame(version)));
        assertEquals("a client does not say WELCOME", refusalOf(afterHello(FrameType.WELCOME.frame())));
        assertEquals("a client does not say HELLO", refusalOf(afterHello(RawConnection.hello(new UUID(1, 2), 5))));
        WireOut verb = new WireOut();
        verb.writeLong(1);
        verb.writeLong(1);
        verb.writeByte(111);
        assertEquals("nothing is asked by number 111", refusalOf(afterHello(FrameType.CALL.frame(verb))));
        assertTrue(refusalOf(afterHello(FrameType.CANCEL.frame())).contains("8 bytes are announced, and 0 are there"));
    }

    @Test
    void randomBytesHarmNothing() throws IOException {
        long seed = Long.getLong(SEED, System.identityHashCode(this));
        System.getLogger("org.leasemq.test").log(Level.WARNING, "random bytes with -D" + SEED + "=" + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        // its last number is when the session ends, which is waited for
        int greeting = RawConnection.hello(new UUID(0, 0), 0).length;
        for (int i = 0; i < 300; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            byte[] bytes = conversation(id);
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                int at = random.nextInt(bytes.length);
                bytes[at < greeting - Long.BYTES || at >= greeting ? at : 0] = (byte) random.nextInt();
            }
            try (RawConnection connection = raw().upgraded()) {
                connection.write(bytes);
                connection.write(FrameType.BYE.frame());
                connection.socket.shutdownOutput();
                assertTrue(connection.isOver());
            }
        }
    }

    @Test
    void whoDoesNotSayWhoHeIsIsEnded() throws IOException {
        try (RawConnection connection = raw().upgraded()) {
            assertTrue(connection.isOver());
        }
    }

    @Test
    void partsThatAreNeverWholeAreForgottenWithTheConnection() throws IOException {
        WireOut part = new WireOut();
        part.writeLong(1);
        part.writeAll(new byte[60_000], 0, 60_000);
        byte[] frame = FrameType.PART.frame(part);
        try (RawConnection connection = raw().greeted(UUID.randomUUID())) {
            for (int i = 0; i < 100; i++) {
                connection.write(frame);
            }
            await(() -> taken(Use.REQUESTS) > 6_000_000);
        }
        await(() -> taken(Use.REQUESTS) < 60_000);
    }

    /** It waits in line, and nothing more is read; others do not notice. */
    @Test
    void whoDoesNotReadIsNotReadFromAndEndsWithItsSession() throws IOException {
        byte[] large = new byte[16 << 20];
        other.send(Target.queue(QUEUE), List.of(Message.of(Body.binary(large)))).await();
        UUID id = UUID.randomUUID();
        try (RawConnection connection = raw().greeted(id)) {
            ReceiveRequest request = ReceiveRequest.from(QUEUE);
            connection.write(RawConnection.call(-1, Verbs.RECEIVE, request));
            await(() -> taken(Use.ANSWERS) > large.length);
            for (int i = 0; i < 20; i++) {
                other.findQueue(QUEUE).await();
            }
            await(() -> {
                clock.advance(Duration.ofSeconds(5));
                other.findQueue(QUEUE).await();
                return taken(Use.ANSWERS) < large.length;
            });
        }
    }

    @Test
    void aFloodOfConnectionsIsRefusedInWordsAndLoggedOnce() throws IOException {
        long before = taken(Use.CONNECTIONS);
        List<RawConnection> flood = new ArrayList<>();
        try (CapturedLog log = new CapturedLog(Refusals.class.getName())) {
            for (int i = 0; i < 300; i++) {
                flood.add(raw().upgraded());
            }
            assertTrue(taken(Use.CONNECTIONS) > before);
            other.findQueue(QUEUE).await();
            for (int i = 0; i < flood.size(); i += 2) {
                flood.get(i).write(FrameType.PING.frame());
                assertEquals(FrameType.REFUSED, flood.get(i).next().type());
            }
            for (RawConnection one : flood) {
                assertTrue(one.isOver()); // the others, since they do not say who they are
                one.close();
            }
            assertEquals(1, log.lines().size(), () -> String.join("\n", log.lines()));
        }
        await(() -> taken(Use.CONNECTIONS) <= before);
    }
}
