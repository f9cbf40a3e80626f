package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.SqsServer;

/** What a server that is told to end does with those who are connected. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerEndTest extends RemoteFixture {
    private static final Requests.Send SEND =
            new Requests.Send(Target.queue(QUEUE), List.of(Message.of(Body.text("m"))));

    /** Outcomes of sends are told from then on. */
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    /** Told when the gate is open. */
    private record Held<T>(Completion<T> outcome, CompletableFuture<Void> gate) implements Completion<T> {
        @Override
        public T await() {
            gate.join();
            return outcome.await();
        }

        @Override
        public void whenDone(BiConsumer<? super T, ? super EngineException> callback) {
            outcome.whenDone((value, error) -> gate.thenRun(() -> callback.accept(value, error)));
        }

        @Override
        public void background() {
            outcome.background();
        }

        @Override
        public void cancel() {
            outcome.cancel();
        }

        @Override
        public boolean isDone() {
            return gate.isDone() && outcome.isDone();
        }
    }

    private LeaseEngine holdingBack(LeaseEngine engine) {
        return (LeaseEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(engine, arguments);
                        if (method.getName().equals("remembering")) {
                            return holdingBack((LeaseEngine) answer);
                        }
                        return method.getName().equals("send") ? new Held<>((Completion<?>) answer, gate) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The engine stays open behind it. */
    private EngineHandle restartHoldingBack() {
        server.close();
        engines = engines.behind(this::holdingBack);
        ConnectionUrl url = ConnectionUrl.parse(place);
        EngineHandle engine = engines.open(url.place(), url.options());
        engine.engine().createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        server = SqsServer.start(settings(), engines);
        return engine;
    }

    private static void assertAnswers(long number, RawConnection.Frame frame) {
        assertEquals(FrameType.ANSWER, frame.type());
        assertEquals(number, new WireIn(frame.content()).readLong());
    }

    @Test
    void clientsAreToldAndReceivesThatWaitEndBeforeTheirConnectionDoes() throws Exception {
        try (RawConnection one = raw().greeted(UUID.randomUUID());
                RawConnection idle = raw().greeted(UUID.randomUUID())) {
            Requests.CreateQueue creation = new Requests.CreateQueue(QUEUE, QueueAttributes.standardQueue());
            one.write(RawConnection.call(1, Verbs.CREATE_QUEUE, creation));
            assertAnswers(1, one.next());
            one.write(RawConnection.call(
                    -1, Verbs.RECEIVE, ReceiveRequest.from(QUEUE).waiting(Duration.ofHours(1))));
            one.write(FrameType.PING.frame());
            assertEquals(FrameType.PONG, one.next().type()); // so it has been heard
            CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
            assertEquals(FrameType.ENDING, idle.next().type());
            assertTrue(idle.isOver());
            assertEquals(FrameType.ENDING, one.next().type());
            RawConnection.Frame answer = one.next();
            assertAnswers(-1, answer);
            WireIn in = new WireIn(answer.content());
            in.readLong();
            List<Delivery> none = Frames.readAnswer(Verbs.RECEIVE, in.readRest());
            assertEquals(List.of(), none);
            assertTrue(one.isOver());
            idle.close();
            one.close();
            end.join();
        }
    }

    @Test
    void whatIsUnderWayIsAnsweredAndWhatIsAskedAfterwardsIsNotHeard() throws Exception {
        try (EngineHandle engine = restartHoldingBack();
                RawConnection client = raw().greeted(UUID.randomUUID())) {
            client.write(RawConnection.call(1, Verbs.SEND, SEND));
            await(() -> engine.engine().statistics(QUEUE).await().available() == 1);
            CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
            assertEquals(FrameType.ENDING, client.next().type());
            client.write(RawConnection.call(2, Verbs.SEND, SEND));
            client.write(FrameType.PING.frame());
            assertEquals(FrameType.PONG, client.next().type());
            assertFalse(end.isDone());
            gate.complete(null);
            assertAnswers(1, client.next());
            assertTrue(client.isOver());
            client.close();
            end.join();
            assertEquals(1, engine.engine().statistics(QUEUE).await().available());
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForLong() throws IOException {
        try (EngineHandle engine = restartHoldingBack();
                RawConnection client = raw().greeted(UUID.randomUUID())) {
            client.write(RawConnection.call(1, Verbs.SEND, SEND));
            await(() -> engine.engine().statistics(QUEUE).await().available() == 1);
            server.close();
            assertEquals(FrameType.ENDING, client.next().type());
            assertTrue(client.isOver());
        }
    }
}
