package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.access.UserLine;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.log.CapturedLog;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.SqsServer;

/**
 * Somebody has said who he is, has messages, waits for others and is sending a large one; then he says what makes no sense. He is
 * refused in words, or it changes nothing; what he had comes back; others do not notice.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSessionsTest extends RemoteFixture {
    private static final String SEED = "leasemq.test.seed";
    private static final int ROUNDS = Integer.getInteger("leasemq.test.hostile.rounds", 8);
    private static final int MESSAGES = 20;
    private static final String SENT = "sent";
    private static final String NONE = "none";

    /** What he says. */
    private enum Nonsense {
        UNKNOWN_TYPE(true),
        WORDS_OF_A_SERVER(true),
        SECOND_HELLO(true),
        TOO_LONG(true),
        NOTHING_LONG(true),
        NO_NUMBER(true),
        NUMBER_OF_THE_OTHER_SERIES(true),
        UNKNOWN_VERB(true),
        HALF_A_CALL(true),
        MORE_THAN_A_CALL(true),
        HALF_A_NUMBER(true),
        NUMBERS_OUT_OF_ORDER(false),
        A_NUMBER_AGAIN_FOR_SOMETHING_ELSE(false),
        HINTS_ABOUT_NOTHING(false),
        ENDS_OF_NOTHING(false),
        BYTES(false);

        final boolean refused;

        Nonsense(boolean refused) {
            this.refused = refused;
        }
    }

    @TempDir
    private Path directory;

    private RandomGenerator random;

    private RawConnection upgraded() throws IOException {
        RawConnection connection = raw();
        String both = Base64.getEncoder().encodeToString("shop:s".getBytes(UTF_8));
        connection.write(RawConnection.UPGRADE.replace("Host:", "Authorization: Basic " + both + "\r\nHost:"));
        String head = connection.head();
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        return connection;
    }

    private RawConnection connected(UUID session) throws IOException {
        RawConnection connection = upgraded();
        connection.write(RawConnection.hello(session, 10_000));
        assertEquals(FrameType.WELCOME, connection.next().type());
        return connection;
    }

    private static Message text(String text) {
        return Message.of(Body.text(text));
    }

    private static byte[] sendCall(long number) {
        return RawConnection.call(number, Verbs.SEND, new Requests.Send(Target.queue(SENT), List.of(text("m"))));
    }

    private static byte[] call(long number, int verb) {
        WireOut out = new WireOut();
        out.writeLong(number);
        out.writeLong(1);
        out.writeByte(verb);
        return FrameType.CALL.frame(out);
    }

    private static byte[] part(long number, int bytes) {
        WireOut out = new WireOut();
        out.writeLong(number);
        out.writeAll(new byte[bytes], 0, bytes);
        return FrameType.PART.frame(out);
    }

    /** A frame that is as long as it says, with so many bytes more or less. */
    private static byte[] withBytes(byte[] frame, int more) {
        byte[] other = Arrays.copyOf(frame, frame.length + more);
        ByteBuffer.wrap(other).putInt(other.length - Integer.BYTES);
        return other;
    }

    private static byte[] announced(int length) {
        return ByteBuffer.allocate(Integer.BYTES + 1).putInt(length).array();
    }

    /** Has a message, waits for another where there is none, has sent one, and half of a large one. */
    private static byte[] work() {
        UUID client = UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(RawConnection.call(-1, Verbs.OPEN_CLIENT, new Requests.OpenClient(client, "hostile")));
        all.writeBytes(RawConnection.call(-2, Verbs.OPEN_OWNER, new Requests.OpenOwner(client, owner, "hostile")));
        all.writeBytes(RawConnection.call(-3, Verbs.RECEIVE, receive(QUEUE, owner, Duration.ZERO)));
        all.writeBytes(RawConnection.call(-4, Verbs.RECEIVE, receive(NONE, owner, ReceiveRequest.FOREVER)));
        all.writeBytes(sendCall(1));
        all.writeBytes(part(2, Parts.SIZE));
        return all.toByteArray();
    }

    private static ReceiveRequest receive(String queue, UUID owner, Duration wait) {
        return new ReceiveRequest(queue, 2, wait, owner, null, null, Long.MAX_VALUE);
    }

    private byte[] said(Nonsense nonsense) {
        byte[] send = sendCall(3);
        return switch (nonsense) {
            case UNKNOWN_TYPE -> new byte[] {0, 0, 0, 1, (byte) random.nextInt(FrameType.values().length, 256)};
            case WORDS_OF_A_SERVER -> random.nextBoolean() ? FrameType.ENDING.frame() : FrameType.ANSWER.frame(-1);
            case SECOND_HELLO -> RawConnection.hello(UUID.randomUUID(), 1000);
            case TOO_LONG -> announced(random.nextInt(Parts.LONGEST_FRAME, Integer.MAX_VALUE));
            case NOTHING_LONG -> announced(-random.nextInt(Integer.MAX_VALUE));
            case NO_NUMBER -> call(0, Verbs.SEND.number());
            case NUMBER_OF_THE_OTHER_SERIES ->
                random.nextBoolean() ? call(-9, Verbs.SEND.number()) : call(9, Verbs.STATISTICS.number());
            case UNKNOWN_VERB -> call(9, random.nextInt(Verbs.all().size(), 256));
            case HALF_A_CALL -> withBytes(send, -random.nextInt(1, send.length - FrameType.HEAD));
            case MORE_THAN_A_CALL -> withBytes(send, random.nextInt(1, 50));
            case HALF_A_NUMBER -> withBytes(FrameType.KNOWN.frame(-3), -random.nextInt(1, Long.BYTES));
            case NUMBERS_OUT_OF_ORDER -> both(sendCall(1000 + random.nextInt(1000)), sendCall(Long.MAX_VALUE));
            case A_NUMBER_AGAIN_FOR_SOMETHING_ELSE -> call(random.nextBoolean() ? 1 : -3, random.nextInt(256));
            case HINTS_ABOUT_NOTHING ->
                both(FrameType.CANCEL.frame(random.nextLong()), FrameType.CANCEL.frame(random.nextLong()));
            case ENDS_OF_NOTHING -> both(part(77, 10), both(part(78, 10), FrameType.KNOWN.frame(random.nextLong())));
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(1, 200)];
                random.nextBytes(bytes);
                yield FrameType.values()[random.nextInt(2, FrameType.values().length)].frame(content(bytes));
            }
        };
    }

    private static WireOut content(byte[] bytes) {
        WireOut out = new WireOut();
        out.writeAll(bytes, 0, bytes.length);
        return out;
    }

    private static byte[] both(byte[] one, byte[] other) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(other);
        return all.toByteArray();
    }

    /** Says it, and hears whether he is refused, or is answered as ever. */
    private void say(Nonsense nonsense) throws IOException {
        try (RawConnection connection = connected(UUID.randomUUID())) {
            connection.write(work());
            connection.write(said(nonsense));
            connection.write(FrameType.PING.frame());
            RawConnection.Frame heard = connection.next();
            while (heard.type() != FrameType.REFUSED && heard.type() != FrameType.PONG) {
                heard = connection.next();
            }
            if (heard.type() == FrameType.REFUSED) {
                assertFalse(heard.text().isBlank());
                assertTrue(nonsense.refused || nonsense == Nonsense.BYTES, nonsense + ": " + heard.text());
                assertTrue(connection.isOver());
            } else {
                assertFalse(nonsense.refused, () -> nonsense + " is not refused");
            }
        } catch (EOFException e) {
            assertEquals(Nonsense.BYTES, nonsense); // among them a farewell
        }
    }

    private LeaseEngine engine() {
        ConnectionUrl url = ConnectionUrl.parse(place);
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            return handle.engine();
        }
    }

    private int available(String queue) {
        return (int) engine().statistics(queue).await().available();
    }

    @BeforeEach
    void openToUsersOnly() throws IOException {
        long seed = Long.getLong(SEED, System.identityHashCode(this));
        System.getLogger("org.leasemq.test").log(Level.WARNING, "nonsense with -D" + SEED + "=" + seed);
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        server.close();
        String line = UserLine.of("shop", "s", "0123456789abcdef".getBytes(UTF_8), 1000) + "\n";
        Path users = Files.writeString(directory.resolve("users"), line);
        server = SqsServer.start(settings().withUsersFile(users.toString()), engines);
        for (String queue : List.of(QUEUE, SENT, NONE)) {
            engine().createQueue(queue, QueueAttributes.standardQueue()).await();
        }
        for (int i = 0; i < MESSAGES; i++) {
            engine().send(Target.queue(QUEUE), List.of(text("m" + i))).await();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        await(() -> {
            advance(Duration.ofSeconds(1)); // until sessions end that nobody has ended
            return taken(Use.REQUESTS) == 0 && taken(Use.ANSWERS) == 0 && available(QUEUE) == MESSAGES;
        });
    }

    @Test
    void whateverHeSaysIsRefusedOrChangesNothing() throws IOException {
        int sent = 0;
        try (CapturedLog log = new CapturedLog(Refusals.class.getName());
                RawConnection other = connected(UUID.randomUUID())) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Nonsense nonsense : Nonsense.values()) {
                    say(nonsense);
                    other.write(sendCall(++sent));
                    assertEquals(FrameType.ANSWER, other.next().type());
                }
            }
            assertEquals(1, log.lines().size(), () -> String.join("\n", log.lines()));
            other.write(FrameType.BYE.frame());
            assertTrue(other.isOver());
        }
        int expected = 2 * sent + 2 * ROUNDS; // his, too, and those that were out of order
        await(() -> available(SENT) == expected);
    }

    @Test
    void otherVersionsAreRefusedAndTheSessionGoesOn() throws IOException {
        UUID session = UUID.randomUUID();
        connected(session).close();
        for (int version : new int[] {0, FrameType.VERSION + 1, -1, Integer.MAX_VALUE}) {
            byte[] hello = RawConnection.hello(session, 10_000);
            ByteBuffer.wrap(hello).putInt(FrameType.HEAD, version);
            try (RawConnection connection = upgraded()) {
                connection.write(hello);
                RawConnection.Frame refused = connection.next();
                assertEquals(FrameType.REFUSED, refused.type());
                assertEquals("version " + version + " is not spoken here, but " + FrameType.VERSION, refused.text());
                assertTrue(connection.isOver());
            }
        }
        try (RawConnection again = connected(session)) {
            again.write(FrameType.BYE.frame());
            assertTrue(again.isOver());
        }
    }

    /** He is not read from any more when too much is in line for him, and so is not heard, and ends. */
    @Test
    void whoGoesOnAskingAndDoesNotReadEndsAndOthersDoNotNotice() throws IOException {
        byte[] pings = new byte[FrameType.HEAD * 10_000];
        for (int at = 0; at < pings.length; at += FrameType.HEAD) {
            System.arraycopy(FrameType.PING.frame(), 0, pings, at, FrameType.HEAD);
        }
        try (RawConnection connection = connected(UUID.randomUUID());
                RawConnection other = connected(UUID.randomUUID())) {
            connection.write(work());
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        connection.write(pings);
                    }
                } catch (IOException e) {
                    return; // the connection has been ended
                }
            });
            await(() -> taken(Use.ANSWERS) > 4 << 20);
            for (int number = 1; !asking.isDone(); number++) {
                advance(Duration.ofMillis(100));
                other.write(sendCall(number));
                assertEquals(FrameType.ANSWER, other.next().type());
                assertTrue(taken(Use.ANSWERS) < 8 << 20);
            }
            other.write(FrameType.BYE.frame());
            assertTrue(other.isOver());
        }
    }
}
