package org.leasemq.served;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** A session that was ended, by an operator or since it was missed, whose client comes back to a server that was started again. */
class EndedSessionTest {
    private static final UUID SESSION = new UUID(1, 1);

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final List<byte[]> heard = new ArrayList<>();
    private final List<Runnable> watches = new ArrayList<>();
    private ManualEnvironment environment;
    private LocalEngine engine;
    private ServedEngine served;
    private final MemoryShare memory = MemoryAccount.ofThisProcess().share();

    private final HeardAtOnce outlet = heard::add;

    private void start() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        engine = LocalEngine.open(
                new FakeStore(disk, clock), EngineSettings.within(MemoryAccount.ofThisProcess()), environment);
        served = new ServedEngine(
                engine,
                Runnable::run,
                clock,
                (millis, action) -> {
                    watches.add(action);
                    return () -> watches.remove(action);
                },
                ServedEngine.Limits.USUAL,
                memory);
    }

    private void restart() {
        served.close();
        engine.close();
        watches.clear();
        start();
    }

    @AfterEach
    void close() {
        served.close();
        engine.close();
    }

    private ServedConnection hello(boolean returning) {
        ServedConnection connection = served.connection(outlet);
        connection.frame(FrameType.HELLO, Said.hello(SESSION, returning));
        return connection;
    }

    private <R> byte[] ask(ServedConnection connection, long number, Verb<R, ?> verb, R request) {
        connection.frame(FrameType.CALL, Said.call(number, verb, request));
        environment.settle();
        return heard.get(heard.size() - 1);
    }

    private byte[] send(ServedConnection connection) {
        return ask(
                connection, 2, Verbs.SEND, new Requests.Send(Target.queue("q"), List.of(Message.of(Body.text("m")))));
    }

    private byte[] sentBeforeTheEnd() {
        start();
        ServedConnection connection = hello(false);
        ask(connection, 1, Verbs.CREATE_QUEUE, new Requests.CreateQueue("q", QueueAttributes.standardQueue()));
        byte[] answer = send(connection);
        assertEquals(FrameType.ANSWER, FrameType.values()[answer[Integer.BYTES]]);
        connection.lost(); // before it has the answer
        return answer;
    }

    private void assertIsToldAgainWhatWasDone(byte[] answer) {
        engine.send(Target.queue("q"), List.of(Message.of(Body.text("another"))))
                .background();
        environment.settle(); // what is forgotten is written with it
        restart();
        assertArrayEquals(answer, send(hello(true)));
        assertEquals(2, engine.statistics("q").await().available());
    }

    @Test
    void whomAnOperatorEndedIsNotDoneAnythingTwiceFor() {
        byte[] answer = sentBeforeTheEnd();
        assertTrue(served.end(SESSION, "somebody wants it"));
        environment.settle();
        assertThrows(NotServedException.class, () -> hello(true));
        assertIsToldAgainWhatWasDone(answer);
    }

    @Test
    void whoWasMissedForTooLongIsNotDoneAnythingTwiceFor() {
        byte[] answer = sentBeforeTheEnd();
        clock.advance(Duration.ofSeconds(2));
        List.copyOf(watches).forEach(Runnable::run);
        assertEquals(0, served.sessions());
        assertIsToldAgainWhatWasDone(answer);
    }

    @Test
    void whatWasDoneIsToldAgainAlsoWhereThereIsNoRoomForAsking() {
        byte[] answer = sentBeforeTheEnd();
        restart();
        ServedConnection connection = hello(true);
        memory.take(Use.REQUESTS, memory.account().limit());
        assertArrayEquals(answer, send(connection));
        memory.giveBack(Use.REQUESTS, memory.account().limit());
    }
}
