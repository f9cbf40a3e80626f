package org.leasemq.sqs.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Parts;
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
        FrameParser parser = new FrameParser(Parts.LONGEST_FRAME);
        try {
            if (data.consumeBoolean()) {
                parser.add(ByteBuffer.wrap(hello()), connection);
            }
            while (data.remainingBytes() > 0) {
                int length = data.consumeInt(1, 2000);
                parser.add(ByteBuffer.wrap(data.consumeBytes(length)), connection);
            }
        } catch (WireException e) {
            connection.refuse(e.getMessage(), false);
        } catch (NotServedException e) {
            connection.refuse(e.getMessage(), e.isPassing());
        }
        connection.lost();
        served.close();
        engine.queues().forEach(queue -> engine.deleteQueue(queue.name()).await());
        assertFalse(HANDLE.hasFailed());
        assertEquals(0, memory.used(Use.REQUESTS));
        assertEquals(0, memory.used(Use.ANSWERS));
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
        public void close() {}
    }
}
