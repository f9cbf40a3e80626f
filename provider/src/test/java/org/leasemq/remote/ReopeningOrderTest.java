package org.leasemq.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.wire.FrameLine;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryAccount;

/** A server that has lost what there was is asked for that first, before what has no answer yet, and what is asked from then on. */
class ReopeningOrderTest {
    private static final UUID CLIENT = new UUID(7, 7);
    private static final UUID SELECTION = new UUID(9, 9);
    private static final String QUEUE = "q";

    private final Session session = new Session(
            new UUID(1, 2), "a test", 10_000, call -> LockSupport.park(), ThreadedEnvironment.systemClock());
    private final RemoteEngine engine = new RemoteEngine(
            session,
            RandomGeneratorFactory.of("L64X128MixRandom").create(1),
            MemoryAccount.ofThisProcess().share(),
            1);

    private Line line;
    /** The last question that was asked. */
    private long question;

    private long change;

    /** What is written, in the order in which it is. */
    private static final class Line implements Link {
        private final FrameLine frames = new FrameLine();

        @Override
        public void put(byte[] frame) {
            frames.add(frame);
        }

        @Override
        public void flush() {
            // it lies there
        }

        @Override
        public void close() {
            frames.clear();
        }

        /** By which verbs something is asked. */
        List<String> calls() {
            List<String> calls = new ArrayList<>();
            byte[] first = null;
            for (byte[] frame = frames.poll(); frame != null; frame = frames.poll()) {
                WireIn in = new WireIn(frame, FrameType.HEAD, frame.length - FrameType.HEAD);
                if (frame[Integer.BYTES] == FrameType.PART.ordinal()) {
                    in.readLong();
                    first = first == null ? in.readRest() : first;
                } else if (frame[Integer.BYTES] == FrameType.CALL.ordinal()) {
                    in.readLong();
                    in.readLong();
                    int verb = first == null ? in.readByte() : first[0];
                    calls.add(Verbs.numbered(verb).toString());
                    first = null;
                }
            }
            return calls;
        }
    }

    private void connect(long life) {
        line = new Line();
        session.connected(line);
        WireOut welcome = new WireOut();
        welcome.writeInt(FrameType.VERSION);
        welcome.writeLong(life);
        welcome.writeLong(10_000);
        welcome.writeLong(0);
        welcome.writeBytes(new byte[0]);
        session.frame(FrameType.WELCOME, new WireIn(welcome.toBytes()));
    }

    private <A> void answer(Verb<?, A> verb, A value) {
        WireOut out = new WireOut();
        out.writeLong(verb.changes() ? ++change : --question);
        byte[] answer = Frames.answer(verb, value);
        out.writeAll(answer, 0, answer.length);
        session.frame(FrameType.ANSWER, new WireIn(out.toBytes()));
    }

    @BeforeEach
    void open() {
        connect(1);
        engine.openClient(CLIENT, "shop");
        answer(Verbs.OPEN_CLIENT, null);
        engine.claimName(CLIENT, "shop");
        answer(Verbs.CLAIM_NAME, true);
        engine.createTemporaryQueue(CLIENT, "t", QueueAttributes.standardQueue());
        answer(Verbs.CREATE_TEMPORARY_QUEUE, new QueueInfo("t", 1, 0, 0, 0, QueueAttributes.standardQueue()));
        engine.openOwner(CLIENT, new UUID(8, 8), "a session");
        answer(Verbs.OPEN_OWNER, null);
    }

    private void select(int length) {
        engine.select(CLIENT, new Selection(SELECTION, QUEUE, new Filter("x", "x".repeat(length))));
        answer(Verbs.SELECT, null);
    }

    /** The connection is lost while something is asked, which the next server has never heard of. */
    private List<String> askedAgain() {
        engine.receive(ReceiveRequest.from(QUEUE).waiting(ReceiveRequest.FOREVER));
        engine.findQueue("t");
        session.disconnected();
        engine.statistics("t");
        connect(2);
        engine.purge("t");
        return line.calls();
    }

    @Test
    void whatIsOpenedAgainComesBeforeWhatIsAskedAgain() {
        select(10);
        assertEquals(
                List.of(
                        "openClient",
                        "claimName",
                        "createTemporaryQueue",
                        "openOwner",
                        "select",
                        "receive",
                        "findQueue",
                        "statistics",
                        "purge"),
                askedAgain());
    }

    /** Otherwise it would be passed by what fits into a frame. */
    @Test
    void soDoesWhatIsLarge() {
        select(100_000);
        assertEquals(
                List.of(
                        "openClient",
                        "claimName",
                        "createTemporaryQueue",
                        "openOwner",
                        "select",
                        "receive",
                        "findQueue",
                        "statistics",
                        "purge"),
                askedAgain());
    }
}
