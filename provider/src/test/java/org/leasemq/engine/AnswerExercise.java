package org.leasemq.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;

/** Clients elsewhere, which ask again for what they have no answer to. */
interface AnswerExercise extends EngineBench {
    UUID CLIENT = new UUID(7, 1);
    UUID OTHER = new UUID(7, 2);

    /** Where what the engine answers is remembered. */
    AnswerMemory answers();

    private void open(UUID client) {
        engine().openClient(client, "elsewhere").await();
    }

    private <R, A> Completion<A> begin(UUID client, long number, long known, Verb<R, A> verb, R request) {
        LeaseEngine engine = answers().remembering(new NumberedCall(client, number, known, verb.number()));
        return verb.ask(engine, request);
    }

    private <R, A> A ask(UUID client, long number, long known, Verb<R, A> verb, R request) {
        Completion<A> begun = begin(client, number, known, verb, request);
        settle();
        return begun.await();
    }

    private void sendBy(UUID client, long number, long known, String body) {
        ask(client, number, known, Verbs.SEND, new Requests.Send(Target.queue(QUEUE), List.of(text(body))));
    }

    private static UnitOfWork sending(String queue, Message message) {
        return new UnitOfWork(List.of(new UnitOfWork.Send(Target.queue(queue), message)), List.of());
    }

    /** What a client asks for, one thing after the other, without knowing any answer. */
    final class Asked {
        private final AnswerExercise bench;
        private final List<byte[]> answers = new ArrayList<>();

        Asked(AnswerExercise bench) {
            this.bench = bench;
        }

        <R, A> A ask(Verb<R, A> verb, R request) {
            A answer = bench.ask(CLIENT, answers.size() + 1, 0, verb, request);
            answers.add(Frames.answer(verb, answer));
            return answer;
        }

        void requireRemembered() {
            for (int i = 0; i < answers.size(); i++) {
                assertArrayEquals(answers.get(i), bench.answers().answer(CLIENT, i + 1), "answer " + (i + 1));
            }
        }
    }

    @Test
    default void whatWasAnsweredToAChangeIsTheSameAfterACrash() {
        open(CLIENT);
        Asked asked = new Asked(this);
        asked.ask(Verbs.CREATE_QUEUE, new Requests.CreateQueue("made", QueueAttributes.standardQueue()));
        asked.ask(Verbs.SEND, new Requests.Send(Target.queue("made"), List.of(text("a"), text("b"), text("c"))));
        List<Delivery> held = take("made", 2);
        asked.ask(
                Verbs.CHANGE_VISIBILITY,
                new Requests.ChangeVisibility(
                        "made", List.of(new VisibilityChange(held.get(1).receipt(), Duration.ofMinutes(5)))));
        asked.ask(
                Verbs.DELETE,
                new Requests.Delete("made", held.stream().map(Delivery::receipt).toList()));
        asked.ask(
                Verbs.COMMIT,
                new UnitOfWork(
                        List.of(new UnitOfWork.Send(Target.queue("made"), text("d"))),
                        List.of(take("made", 1).get(0).receipt())));
        asked.ask(Verbs.PREPARE, new Requests.Prepare("one", sending("made", text("e"))));
        asked.ask(Verbs.SETTLE, new Requests.Decide("one", true));
        asked.ask(Verbs.PREPARE, new Requests.Prepare("two", sending("made", text("f"))));
        asked.ask(Verbs.DECIDE, new Requests.Decide("two", false));
        asked.ask(Verbs.FORGET, "two");
        asked.ask(Verbs.REDRIVE, new Requests.Redrive("made", QUEUE, 1));
        asked.requireRemembered();

        crashAndRestart();
        asked.requireRemembered();
        assertEquals(List.of("e"), drain("made"));
        assertEquals(List.of("d"), drain(QUEUE));
        assertEquals(List.of(), engine().branches().await());
    }

    @Test
    default void whatWasAnsweredToAChangeOfAQueueIsTheSameAfterACrash() {
        open(CLIENT);
        Asked asked = new Asked(this);
        QueueAttributes subscribing =
                QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to("news")));
        engine().createQueue("subscription", subscribing).await();
        engine().createQueue("doomed", QueueAttributes.standardQueue()).await();
        QueueInfo doomed = engine().findQueue("doomed").await().orElseThrow();
        sendAll(QUEUE, "a", "b");
        QueueInfo orders = engine().findQueue(QUEUE).await().orElseThrow();
        asked.ask(
                Verbs.SET_ATTRIBUTES,
                new Requests.SetAttributes(orders, orders.attributes().withDelay(Duration.ofSeconds(1))));
        assertEquals(2, asked.ask(Verbs.PURGE, QUEUE));
        asked.ask(Verbs.DELETE_SUBSCRIPTION, List.of("subscription"));
        asked.ask(Verbs.DELETE_FOUND_QUEUE, doomed);
        asked.ask(Verbs.DELETE_QUEUE, FIFO);

        crashAndRestart();
        asked.requireRemembered();
        QueueInfo found = engine().findQueue(QUEUE).await().orElseThrow();
        assertArrayEquals(Frames.answer(Verbs.SET_ATTRIBUTES, found), answers().answer(CLIENT, 1));
        for (String gone : List.of("subscription", "doomed", FIFO)) {
            assertEquals(Optional.empty(), engine().findQueue(gone).await());
        }
    }

    @Test
    default void whatWasNotStoredIsNotRemembered() {
        open(CLIENT);
        Requests.CreateQueue other =
                new Requests.CreateQueue(QUEUE, QueueAttributes.standardQueue().withDelay(Duration.ofSeconds(1)));
        assertThrows(EngineException.class, () -> ask(CLIENT, 1, 0, Verbs.CREATE_QUEUE, other));
        ask(CLIENT, 2, 0, Verbs.CREATE_QUEUE, new Requests.CreateQueue(QUEUE, QueueAttributes.standardQueue()));
        ask(
                CLIENT,
                3,
                0,
                Verbs.SEND,
                new Requests.Send(Target.queue(QUEUE), List.of(text("a").persistent(false))));
        assertThrows(EngineException.class, () -> ask(CLIENT, 4, 0, Verbs.SETTLE, new Requests.Decide("none", true)));
        for (int number = 1; number <= 4; number++) {
            assertNull(answers().answer(CLIENT, number));
        }
        ask(CLIENT, 1, 0, Verbs.CREATE_QUEUE, new Requests.CreateQueue("another", other.attributes()));
        assertNotNull(answers().answer(CLIENT, 1));
    }

    @Test
    default void whatOthersAskForMeanwhileIsNotRemembered() {
        open(CLIENT);
        Completion<?> mine = begin(
                CLIENT, 1, 0, Verbs.CREATE_QUEUE, new Requests.CreateQueue(QUEUE, QueueAttributes.standardQueue()));
        Completion<?> other = engine().send(QUEUE, List.of(text("a")));
        settle();
        mine.await();
        other.await();
        assertNull(answers().answer(CLIENT, 1));
    }

    @Test
    default void whatAClientKnowsIsForgotten() {
        open(CLIENT);
        sendBy(CLIENT, 1, 0, "a");
        sendBy(CLIENT, 2, 0, "b");
        sendBy(CLIENT, 3, 2, "c");
        assertNull(answers().answer(CLIENT, 1));
        assertNotNull(answers().answer(CLIENT, 2));
        crashAndRestart();
        assertNull(answers().answer(CLIENT, 1));
        assertNotNull(answers().answer(CLIENT, 2));
        assertNotNull(answers().answer(CLIENT, 3));

        answers().know(CLIENT, 3);
        assertNull(answers().answer(CLIENT, 2));
        sendAll(QUEUE, "d");
        crashAndRestart();
        assertNull(answers().answer(CLIENT, 2));
        assertNotNull(answers().answer(CLIENT, 3));
        assertEquals(List.of("a", "b", "c", "d"), drain(QUEUE));
    }

    @Test
    default void whatWasAnsweredToAClientThatIsClosedIsForgotten() {
        open(CLIENT);
        open(OTHER);
        sendBy(CLIENT, 1, 0, "a");
        sendBy(OTHER, 1, 0, "b");
        engine().closeClient(CLIENT).await();
        settle();
        assertNull(answers().answer(CLIENT, 1));
        NumberedCall late = new NumberedCall(CLIENT, 2, 0, Verbs.PURGE.number());
        assertThrows(EngineException.Closed.class, () -> answers().remembering(late));
        sendAll(QUEUE, "c");
        crashAndRestart();
        assertNull(answers().answer(CLIENT, 1));
        assertNotNull(answers().answer(OTHER, 1));
    }

    @Test
    default void whoIsNotHeardOfForAnHourAfterARestartIsForgotten() {
        UUID absent = new UUID(7, 3);
        for (UUID client : List.of(CLIENT, OTHER, absent)) {
            open(client);
            sendBy(client, 1, 0, "a");
        }
        crashAndRestart();
        open(CLIENT);
        advance(Duration.ofMinutes(59));
        assertNotNull(answers().answer(OTHER, 1));
        advance(Duration.ofMinutes(2));
        assertNull(answers().answer(absent, 1));
        assertNotNull(answers().answer(CLIENT, 1));
        assertNotNull(answers().answer(OTHER, 1));
        advance(Duration.ofHours(3));
        assertNull(answers().answer(OTHER, 1));

        sendAll(QUEUE, "b");
        crashAndRestart();
        assertNull(answers().answer(absent, 1));
        assertNull(answers().answer(OTHER, 1));
        assertNotNull(answers().answer(CLIENT, 1));
    }

    @Test
    default void aClientAsksAgainForWhatWasNotCarriedOut() {
        open(CLIENT);
        Requests.Send request = new Requests.Send(Target.queue(QUEUE), List.of(text("a")));
        begin(CLIENT, 1, 0, Verbs.SEND, request);
        crashAndRestart();
        open(CLIENT);
        if (answers().answer(CLIENT, 1) == null) {
            ask(CLIENT, 1, 0, Verbs.SEND, request);
        }
        assertEquals(List.of("a"), drain(QUEUE));
        assertFalse(answers().answer(CLIENT, 1).length == 0);
    }
}
