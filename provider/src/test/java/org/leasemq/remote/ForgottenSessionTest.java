package org.leasemq.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;

/** A process that stands still for so long that its server has forgotten what it was answered. */
class ForgottenSessionTest {
    private final SettableClock clock = new SettableClock();
    private final Session session = new Session(new UUID(1, 1), "a test", 10_000, call -> LockSupport.park(), clock);
    private final List<FrameType> said = new ArrayList<>();
    private final Link link = new Link() {
        @Override
        public void put(byte[] frame) {
            said.add(FrameType.values()[frame[Integer.BYTES]]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** @param life which of the session */
    private void connect(long life) {
        session.connected(link);
        WireOut welcome = new WireOut();
        welcome.writeInt(FrameType.VERSION);
        welcome.writeLong(life);
        welcome.writeLong(10_000);
        welcome.writeLong(clock.millis());
        welcome.writeBytes(new byte[0]);
        session.frame(FrameType.WELCOME, new WireIn(welcome.toBytes()));
    }

    private RemoteCall<?, ?> change() {
        return session.calls().ask(Verbs.FORGET, "a branch", answer -> {});
    }

    private long calls() {
        return said.stream().filter(type -> type == FrameType.CALL).count();
    }

    @Test
    void whatChangesSomethingIsNotAskedAgain() {
        connect(1);
        RemoteCall<?, ?> change = change();
        RemoteCall<?, ?> question = session.calls().ask(Verbs.FIND_QUEUE, "q", answer -> {});
        session.disconnected();
        clock.advance(Duration.ofMinutes(61));
        said.clear();
        connect(2);
        assertThrows(EngineException.Unknown.class, change::await);
        assertFalse(question.isDone());
        assertEquals(1, calls());
        change();
        assertEquals(2, calls());
    }

    @Test
    void aMachineThatSleepsIsNoticedByTheDate() {
        connect(1);
        RemoteCall<?, ?> change = change();
        clock.jump(Duration.ofHours(8));
        session.disconnected();
        connect(2);
        assertTrue(change.isDone());
    }

    @Test
    void whoeverIsRememberedAsksAgain() {
        connect(1);
        RemoteCall<?, ?> change = change();
        session.disconnected();
        clock.advance(Duration.ofMinutes(40));
        connect(2);
        assertFalse(change.isDone());
        session.disconnected();
        clock.advance(Duration.ofMinutes(40));
        connect(2);
        session.disconnected();
        clock.advance(Duration.ofMinutes(80));
        connect(2); // it has been there all the time
        assertFalse(change.isDone());
    }
}
