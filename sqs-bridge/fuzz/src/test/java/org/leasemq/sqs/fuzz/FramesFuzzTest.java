package org.leasemq.sqs.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
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
import org.leasemq.engine.wire.WireException;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.served.NotServedException;
import org.leasemq.served.Outlet;
import org.leasemq.served.ServedConnection;
import org.leasemq.served.ServedEngine;

/** As {@link ParsersFuzzTest}, what comes over a connection on which the engine is asked, and what a server answers there. */
class FramesFuzzTest {
    private static final String QUEUE = "q";
    private static final EngineHandle HANDLE = EmbeddedEngines.ofThisProcess()
            .open(
                    ConnectionUrl.parse("leasemq:mem:fuzz").place(),
                    ConnectionUrl.parse("leasemq:mem:fuzz").options());

    @FuzzTest(maxDuration = "60s")
    void requests(FuzzedDataProvider data) {
        readRequest(Verbs.numbered(data.consumeInt(0, Verbs.all().size() - 1)), data.consumeRemainingAsBytes());
    }

    /** What is read is written as what is read as the same. */
    private static <R> void readRequest(Verb<R, ?> verb, byte[] bytes) {
        try {
            byte[] once = Frames.request(verb, verb.readRequest(new WireIn(bytes)));
            WireIn again = new WireIn(once);
            assertEquals(verb.number(), again.readByte());
            assertArrayEquals(once, Frames.request(verb, verb.readRequest(again)));
        } catch (WireException e) {
            assertNotNull(e.getMessage());
        }
    }

    @FuzzTest(maxDuration = "60s")
    void answers(FuzzedDataProvider data) {
        readAnswer(Verbs.numbered(data.consumeInt(0, Verbs.all().size() - 1)), data.consumeRemainingAsBytes());
    }

    private static <A> void readAnswer(Verb<?, A> verb, byte[] bytes) {
        try {
            A answer = Frames.readAnswer(verb, bytes);
            if (verb != Verbs.RECEIVE) { // whose messages may have to be asked for
                byte[] once = Frames.answer(verb, answer);
                assertArrayEquals(once, Frames.answer(verb, Frames.readAnswer(verb, once)));
            }
        } catch (EngineException | WireException e) {
            assertNotNull(e.getMessage());
        }
    }

    /** Everything that a client says, in pieces as they may come; then the connection breaks, or the session ends. */
    @FuzzTest(maxDuration = "60s")
    void conversations(FuzzedDataProvider data) {
        converse((connection, parser) -> {
            if (data.consumeBoolean()) {
                parser.add(ByteBuffer.wrap(hello()), connection);
            }
            while (data.remainingBytes() > 0) {
                int length = data.consumeInt(1, 2000);
                parser.add(ByteBuffer.wrap(data.consumeBytes(length)), connection);
            }
        });
    }

    /** As {@link #conversations}, frame by frame, when it has messages, waits for others, and half of something large has come. */
    @FuzzTest(maxDuration = "60s")
    void sessions(FuzzedDataProvider data) {
        HANDLE.engine().createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        converse((connection, parser) -> {
            for (byte[] frame : work()) {
                parser.add(ByteBuffer.wrap(frame), connection);
            }
            while (data.remainingBytes() > 0) {
                FrameType type = data.pickValue(FrameType.values());
                WireOut content = new WireOut();
                if (data.consumeBoolean()) {
                    content.writeLong(data.consumeLong(-5, 5));
                    content.writeLong(data.consumeLong(0, 5));
                    content.writeByte(data.consumeInt(0, Verbs.all().size()));
                }
                byte[] bytes = data.consumeBytes(data.consumeInt(0, 500));
                content.writeAll(bytes, 0, bytes.length);
                parser.add(ByteBuffer.wrap(type.frame(content)), connection);
            }
        });
    }

    private static List<byte[]> work() {
        UUID client = new UUID(3, 4);
        UUID owner = new UUID(5, 6);
        Message message = Message.of(Body.text("m"));
        WireOut part = new WireOut();
        part.writeLong(2);
        part.writeText("half of it");
        List<byte[]> work = new ArrayList<>();
        work.add(hello());
        work.addAll(call(-1, Verbs.OPEN_CLIENT, new Requests.OpenClient(client, "fuzz")));
        work.addAll(call(-2, Verbs.OPEN_OWNER, new Requests.OpenOwner(client, owner, "fuzz")));
        work.addAll(call(1, Verbs.SEND, new Requests.Send(Target.queue(QUEUE), List.of(message))));
        for (int i = -3; i > -5; i--) { // the second waits
            work.addAll(call(i, Verbs.RECEIVE, receive(owner)));
        }
        work.add(FrameType.PART.frame(part));
        return work;
    }

    private static ReceiveRequest receive(UUID owner) {
        return new ReceiveRequest(QUEUE, 1, ReceiveRequest.FOREVER, owner, null, null, Long.MAX_VALUE);
    }

    private static <R> List<byte[]> call(long number, Verb<R, ?> verb, R request) {
        WireOut head = new WireOut();
        head.writeLong(number);
        head.writeLong(1);
        return Parts.frames(FrameType.CALL, number, head, Frames.request(verb, request));
    }

    private static void converse(BiConsumer<ServedConnection, FrameParser> what) {
        LeaseEngine engine = HANDLE.engine();
        MemoryShare memory = new MemoryAccount(16 << 20).share();
        ServedEngine served = new ServedEngine(
                engine,
                Runnable::run,
                EmbeddedEngines.systemClock(),
                (millis, action) -> () -> {},
                ServedEngine.Limits.USUAL,
                memory);
        ServedConnection connection = served.connection(new Unheard());
        try {
            what.accept(connection, new FrameParser(Parts.LONGEST_FRAME));
        } catch (WireException e) {
            connection.refuse(e.getMessage(), false);
        } catch (NotServedException e) {
            connection.refuse(e.getMessage(), e.isPassing());
        }
        connection.lost();
        served.close();
        engine.queues().forEach(queue -> engine.deleteQueue(queue.name()).await());
        assertFalse(HANDLE.hasFailed());
        assertGivenBack(memory, Use.REQUESTS);
        assertGivenBack(memory, Use.ANSWERS);
    }

    /** Soon: other threads may be about to answer. */
    private static void assertGivenBack(MemoryShare memory, Use use) {
        for (int i = 0; i < 10_000 && memory.used(use) != 0; i++) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(0, memory.used(use));
    }

    private static byte[] hello() {
        WireOut out = new WireOut();
        out.writeInt(FrameType.VERSION);
        out.writeId(new UUID(1, 2));
        out.writeText("fuzz");
        out.writeBoolean(false);
        out.writeLong(1000);
        return FrameType.HELLO.frame(out);
    }

    /** What is answered is read by nobody. */
    private static final class Unheard implements Outlet {
        @Override
        public void put(byte[] frame) {}

        @Override
        public void flush() {}

        @Override
        public void flushSoon() {}

        @Override
        public void close() {}
    }
}
