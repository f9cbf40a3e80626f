package org.leasemq.served;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What is large is asked for in parts, and is refused in words, before it takes what there is not. */
class LargeCallsTest {
    private static final int MEGABYTE = 1 << 20;
    /** Of that, 12 MB may be one message. */
    private static final int LIMIT = 48 * MEGABYTE;

    private final MemoryAccount account = new MemoryAccount(LIMIT);
    private final MemoryShare memory = account.share();
    private final SettableClock clock = new SettableClock();
    private final ManualEnvironment environment = new ManualEnvironment(
            clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    private final LocalEngine engine = LocalEngine.open(
            new FakeStore(new Disk(), clock),
            EngineSettings.within(account).withFilters(Map.of("all", text -> message -> true)),
            environment);
    private final ServedEngine served = new ServedEngine(
            engine, Runnable::run, clock, (millis, action) -> () -> {}, ServedEngine.Limits.USUAL, memory);

    private long before;

    /** A client, and what it is told. */
    private final class Client implements HeardAtOnce {
        private final Parts parts = new Parts(Long.MAX_VALUE);
        private final List<WireIn> answers = new ArrayList<>();
        private final ServedConnection connection = served.connection(this);

        Client(long id) {
            connection.frame(FrameType.HELLO, Said.hello(new UUID(3, id), false));
        }

        @Override
        public void put(byte[] frame) {
            WireIn in = new WireIn(frame, FrameType.HEAD, frame.length - FrameType.HEAD);
            if (frame[Integer.BYTES] == FrameType.PART.ordinal()) {
                parts.add(in);
            } else if (frame[Integer.BYTES] == FrameType.ANSWER.ordinal()) {
                answers.add(parts.whole(in.readLong(), in));
            }
        }

        /** Says all frames of a call but so many. */
        <R> List<byte[]> begin(long number, Verb<R, ?> verb, R request, int without) {
            WireOut head = new WireOut();
            head.writeLong(number);
            head.writeLong(1);
            List<byte[]> frames = Parts.frames(FrameType.CALL, number, head, Frames.request(verb, request));
            say(frames.subList(0, frames.size() - without));
            return frames.subList(frames.size() - without, frames.size());
        }

        void say(List<byte[]> frames) {
            FrameParser parser = new FrameParser(Parts.LONGEST_FRAME);
            frames.forEach(frame -> parser.add(ByteBuffer.wrap(frame), connection));
            environment.settle();
        }

        <A> A answer(Verb<?, A> verb) {
            return Frames.readAnswer(verb, answers.remove(0));
        }

        EngineException.NoRoom refusal(Verb<?, ?> verb) {
            return assertThrows(EngineException.NoRoom.class, () -> answer(verb));
        }

        void bye() {
            connection.frame(FrameType.BYE, new WireIn(new byte[0]));
            connection.lost();
            environment.settle();
        }
    }

    private static Requests.Send message(int bytes) {
        return new Requests.Send(Target.queue("q"), List.of(Message.of(Body.binary(new byte[bytes]))));
    }

    @BeforeEach
    void create() {
        engine.createQueue("q", QueueAttributes.standardQueue()).background();
        environment.settle();
        before = account.used();
    }

    @AfterEach
    void close() {
        served.close();
        engine.close();
    }

    @Test
    void severalLargeMessagesAtOnceFitIfTheirPartsDo() {
        List<Client> clients = List.of(new Client(1), new Client(2), new Client(3));
        List<List<byte[]>> ends = clients.stream()
                .map(client -> client.begin(1, Verbs.SEND, message(10 * MEGABYTE), 1))
                .toList();
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).say(ends.get(i));
            assertNotNull(clients.get(i).answer(Verbs.SEND).get(0).get());
        }
    }

    @Test
    void whatIsThereForNothingIsCountedUntilItIsOver() {
        Client client = new Client(1);
        client.begin(1, Verbs.SEND, message(10 * MEGABYTE), 1);
        client.begin(-1, Verbs.DELETE_QUEUE, "x".repeat(3 * MEGABYTE), 1);
        assertTrue(account.used() - before > 13 * MEGABYTE, account::toString);
        client.bye();
        assertEquals(before, account.used());
    }

    @Test
    void whatCouldFitMayBeAskedForAgain() {
        Client other = new Client(1);
        List<byte[]> end = other.begin(1, Verbs.SEND, message(40 * MEGABYTE), 1);
        Client client = new Client(2);
        client.begin(1, Verbs.SEND, message(10 * MEGABYTE), 0);
        EngineException.NoRoom refusal = client.refusal(Verbs.SEND);
        assertTrue(refusal.isPassing());
        assertTrue(refusal.getMessage().contains("Try again"), refusal::getMessage);
        other.say(end);
        assertTrue(other.answers.size() == 1);
        client.begin(2, Verbs.SEND, message(10 * MEGABYTE), 0);
        assertNotNull(client.answer(Verbs.SEND).get(0).get());
    }

    @Test
    void whatNeverFitsIsToldSoWithWhatDecides() {
        Client client = new Client(1);
        for (int megabytes : new int[] {40, 60}) {
            client.begin(megabytes, Verbs.SEND, message(megabytes * MEGABYTE), 0);
            EngineException.NoRoom refusal = client.refusal(Verbs.SEND);
            assertFalse(refusal.isPassing());
            assertFalse(refusal.getMessage().contains("Try again"), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("nor ever will be"), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("-Xmx"), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("memory-limit"), refusal::getMessage);
        }
        client.bye();
        assertEquals(before, account.used());
    }

    /** Four bytes that come are forty when they have been read. */
    @Test
    void whatBecomesMoreWhenItIsReadIsRefusedBeforeItDoes() {
        Client client = new Client(1);
        client.begin(1, Verbs.DELETE_SUBSCRIPTION, Collections.nCopies(2 * MEGABYTE, ""), 0);
        assertTrue(client.refusal(Verbs.DELETE_SUBSCRIPTION).getMessage().contains("nor ever will be"));
        client.bye();
        assertEquals(before, account.used());
    }

    /** Each takes memory and has to be looked at, however little has come of it. */
    @Test
    void noMoreThanSoManyComeInPartsAtOnce() {
        Client client = new Client(1);
        long alone = account.used();
        for (long number = 1; number <= 1500; number++) {
            WireOut part = new WireOut();
            part.writeLong(number);
            part.writeByte(0);
            client.say(List.of(FrameType.PART.frame(part)));
        }
        assertEquals(1000 * (1 + 128 + 512), account.used() - alone);
        client.begin(1500, Verbs.DELETE_QUEUE, "x", 0);
        assertTrue(client.refusal(Verbs.DELETE_QUEUE).getMessage().contains("no room"));
        client.bye();
        assertEquals(before, account.used());
    }

    /** A receive that waits does so as long as its client likes, with all that it was asked with. */
    @Test
    void whatIsAskedWithIsCountedAsLongAsThereIsNoAnswer() {
        Client client = new Client(1);
        Filter filter = new Filter("all", "x".repeat(10_000));
        UUID owner = new UUID(4, 4);
        client.begin(-1, Verbs.OPEN_CLIENT, new Requests.OpenClient(owner, "c"), 0);
        long free = account.used();
        for (int i = 2; i < 102; i++) {
            client.begin(-i, Verbs.SELECT, new Requests.Select(owner, new Selection(new UUID(5, i), "q", filter)), 0);
            ReceiveRequest receive = ReceiveRequest.from("q").waiting(ReceiveRequest.FOREVER);
            client.begin(-i - 1000, Verbs.RECEIVE, receive.among(new Selection(new UUID(5, i), "q", filter)), 0);
        }
        assertTrue(account.used() - free > 100 * 20_000, account::toString);
        client.bye();
        assertEquals(before, account.used());
    }

    @Test
    void anAnswerThatNeverFitsIsToldSoAndItsMessageIsBack() {
        MemoryShare small = new MemoryAccount(16 * MEGABYTE).share();
        new Client(1).begin(1, Verbs.SEND, message(10 * MEGABYTE), 0);
        try (ServedEngine narrow = new ServedEngine(
                engine, Runnable::run, clock, (millis, action) -> () -> {}, ServedEngine.Limits.USUAL, small)) {
            List<byte[]> heard = new ArrayList<>();
            ServedConnection connection = narrow.connection((HeardAtOnce) heard::add);
            connection.frame(FrameType.HELLO, Said.hello(new UUID(3, 4), false));
            connection.frame(FrameType.CALL, Said.call(-1, Verbs.RECEIVE, ReceiveRequest.from("q")));
            environment.settle();
            byte[] last = heard.get(heard.size() - 1);
            WireIn in = new WireIn(last, FrameType.HEAD, last.length - FrameType.HEAD);
            in.readLong();
            EngineException.NoRoom refusal =
                    assertThrows(EngineException.NoRoom.class, () -> Frames.readAnswer(Verbs.RECEIVE, in));
            assertTrue(refusal.getMessage().contains("nor ever will be"), refusal::getMessage);
            assertEquals(1, engine.statistics("q").await().available());
        }
    }
}
