package org.leasemq.served;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What is answered to whom, whatever happens and whatever is said. */
class ServedSessionTest {
    private final SettableClock clock = new SettableClock();
    private final ManualEnvironment environment = new ManualEnvironment(
            clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    private final LocalEngine engine =
            LocalEngine.open(new FakeStore(new Disk(), clock), EngineSettings.defaults(), environment);
    private ServedEngine served = served(engine);

    /** What one connection hears: numbers of what is answered. */
    private static final class Heard implements HeardAtOnce {
        private final List<Long> answers = new ArrayList<>();
        private final List<WireIn> contents = new ArrayList<>();

        @Override
        public void put(byte[] frame) {
            if (frame[Integer.BYTES] == FrameType.ANSWER.ordinal()) {
                WireIn in = new WireIn(frame, FrameType.HEAD, frame.length - FrameType.HEAD);
                answers.add(in.readLong());
                contents.add(in);
            }
        }
    }

    private ServedEngine served(LeaseEngine of) {
        return served(of, MemoryAccount.ofThisProcess().share());
    }

    private ServedEngine served(LeaseEngine of, MemoryShare memory) {
        return new ServedEngine(
                of, Runnable::run, clock, (millis, action) -> () -> {}, ServedEngine.Limits.USUAL, memory);
    }

    @AfterEach
    void close() {
        served.close();
        engine.close();
    }

    private ServedConnection hello(Outlet outlet) {
        ServedConnection connection = served.connection(outlet);
        connection.frame(FrameType.HELLO, Said.hello(new UUID(3, 4), false));
        return connection;
    }

    private <R> void ask(ServedConnection connection, long number, Verb<R, ?> verb, R request) {
        connection.frame(FrameType.CALL, Said.call(number, verb, request));
        environment.settle();
    }

    private void receive(ServedConnection connection, long number) {
        ask(connection, number, Verbs.RECEIVE, ReceiveRequest.from("q").waiting(ReceiveRequest.FOREVER));
    }

    private static void say(ServedConnection connection, FrameType type, long number) {
        WireOut out = new WireOut();
        out.writeLong(number);
        connection.frame(type, new WireIn(out.toBytes()));
    }

    /** Programs open and close connections as long as they live. */
    @Test
    void clientsThatAreClosedAreRememberedNoMore() {
        ServedConnection connection = hello(new Heard());
        UUID client = new UUID(1, 1);
        ask(connection, -1, Verbs.OPEN_CLIENT, new Requests.OpenClient(client, "test"));
        assertEquals(Set.of(client), served.seen().get(0).clients());
        ask(connection, -2, Verbs.CLOSE_CLIENT, client);
        assertEquals(Set.of(), served.seen().get(0).clients());
    }

    /** Otherwise a client could have as much carried out as it likes, whatever is counted. */
    @Test
    void whatHasNoAnswerIsNotKnownWhateverTheClientSays() {
        engine.createQueue("q", QueueAttributes.standardQueue()).background();
        environment.settle();
        Heard heard = new Heard();
        ServedConnection connection = hello(heard);
        receive(connection, -1);
        say(connection, FrameType.KNOWN, -1);
        receive(connection, -1); // is known as asked
        ask(connection, 1, Verbs.SEND, new Requests.Send(Target.queue("q"), List.of(Message.of(Body.text("m")))));
        assertEquals(List.of(-1L, 1L), heard.answers.stream().sorted().toList());
    }

    @Test
    void whatComesOnAConnectionThatHasBeenReplacedIsNotBegun() {
        Heard before = new Heard();
        Heard heard = new Heard();
        ServedConnection old = hello(before);
        ServedConnection connection = hello(heard);
        ask(old, 1, Verbs.CREATE_QUEUE, new Requests.CreateQueue("q", QueueAttributes.standardQueue()));
        old.frame(FrameType.ALL_ASKED, new WireIn(new byte[0]));
        assertEquals(List.of(), engine.queues());
        ask(connection, 1, Verbs.CREATE_QUEUE, new Requests.CreateQueue("q", QueueAttributes.standardQueue()));
        assertEquals(List.of(1L), heard.answers);
        assertEquals(List.of(), before.answers);
    }

    private LeaseEngine throwing(String refused, Throwable cause) {
        return (LeaseEngine) Proxy.newProxyInstance(
                LeaseEngine.class.getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(refused)) {
                        throw cause;
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** There is no memory for it, for example. */
    @Test
    void whatEndsInAnErrorIsAnswered() {
        served.close();
        served = served(throwing("findQueue", new OutOfMemoryError("for the test")));
        Heard heard = new Heard();
        ServedConnection connection = hello(heard);
        assertThrows(OutOfMemoryError.class, () -> ask(connection, -1, Verbs.FIND_QUEUE, "q"));
        assertEquals(List.of(-1L), heard.answers);
        EngineException told = assertThrows(EngineException.class, () -> told(heard, Verbs.FIND_QUEUE));
        assertTrue(told.getMessage().contains("OutOfMemoryError"), told.getMessage());
    }

    @Test
    void aSessionThatTheEngineHasNoRoomForMayComeLater() {
        served.close();
        served = served(throwing("openClient", EngineException.NoRoom.of("No room", "", true, "")));
        NotServedException refusal = assertThrows(NotServedException.class, () -> hello(new Heard()));
        assertTrue(refusal.isPassing());
        assertEquals(0, served.sessions());
    }

    @Test
    void listsAreNotToldWhileThereIsNoRoomForThem() {
        served.close();
        MemoryShare memory = new MemoryAccount(1 << 20).share();
        served = served(engine, memory);
        Heard heard = new Heard();
        ServedConnection connection = hello(heard);
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        memory.take(Use.ANSWERS, 1 << 20);
        ask(connection, -1, Verbs.QUEUES, new Requests.ListQueues("", 10));
        assertThrows(EngineException.NoRoom.class, () -> told(heard, Verbs.QUEUES));
        memory.giveBack(Use.ANSWERS, 1 << 20);
        ask(connection, -2, Verbs.QUEUES, new Requests.ListQueues("", 10));
        assertEquals(
                List.of("q"),
                told(heard, Verbs.QUEUES).stream().map(QueueInfo::name).toList());
    }

    private static <A> A told(Heard heard, Verb<?, A> verb) {
        byte[] answer = heard.contents.get(heard.contents.size() - 1).readRest();
        return Frames.readAnswer(verb, answer);
    }

    @Test
    void whatWaitsForMessagesEndsWithTheSession() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        receive(hello(new Heard()), -1);
        served.close();
        engine.send(Target.queue("q"), List.of(Message.of(Body.text("m")))).await();
        environment.settle();
        assertEquals(1, engine.statistics("q").await().available());
    }
}
