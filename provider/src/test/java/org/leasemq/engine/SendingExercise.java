package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;

/** What an engine does with what is sent: order, priorities, batches and delays. */
interface SendingExercise extends EngineBench {

    @Test
    default void messagesComeInTheOrderInWhichTheyWereSent() {
        sendAll(QUEUE, "a", "b", "c");
        assertEquals(List.of("a", "b", "c"), bodies(take(QUEUE, 10)));
    }

    /** Its queue is a sign that it is there, and may have attributes of any kind. */
    @Test
    default void aTemporaryTopicIsSentToAsLongAsItIsThere() {
        Target topic = Target.topic("temporary:t");
        assertThrows(EngineException.NoSuchQueue.class, () -> sent(topic));
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().announce(topic, text("m")).await());
        QueueAttributes late = QueueAttributes.standardQueue().withDelay(ofSeconds(5));
        engine().createQueue(topic.name(), late).await();
        assertEquals(0, sent(topic));
        Sent announced = engine().announce(topic, text("m")).await();
        assertEquals(announced.sentAt(), announced.visibleAt());
        engine().deleteQueue(topic.name()).await();
        assertThrows(EngineException.NoSuchQueue.class, () -> sent(topic));
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().announce(topic, text("m")).await());
    }

    private long sent(Target to) {
        Sent sent = engine().send(to, List.of(text("m"))).await().get(0).get();
        return sent.visibleAt() - sent.sentAt();
    }

    @Test
    default void aMessageArrivesAsItWasSent() {
        byte[] bytes = {0, 1, -1};
        Message message = Message.of(Body.binary(bytes))
                .withAttributes(Map.of("n", Attribute.of("Number.int", "7"), "b", Attribute.binary(bytes)))
                .ofTenant("t")
                .withPriority(7);
        Sent sent = send(QUEUE, message);
        restart();
        Message received = takeOne(QUEUE).message();
        assertEquals(sent.id(), received.id());
        assertEquals(sent.sentAt(), received.sentAt());
        assertFalse(received.body().isText());
        assertTrue(Arrays.equals(bytes, received.body().bytes()));
        assertEquals("7", received.attributes().get("n").asText());
        assertEquals("Number.int", received.attributes().get("n").type());
        assertTrue(Arrays.equals(bytes, received.attributes().get("b").value()));
        assertEquals("t", received.groupId());
        assertFalse(received.exclusiveGroup());
        assertEquals(7, received.priority());
    }

    @Test
    default void higherPriorityGoesFirstInAStandardQueue() {
        send(QUEUE, text("low").withPriority(1));
        send(QUEUE, text("high").withPriority(9));
        send(QUEUE, text("middle"));
        assertEquals(List.of("high", "middle", "low"), bodies(take(QUEUE, 10)));
    }

    @Test
    default void priorityIsIgnoredInAFifoQueue() {
        send(FIFO, text("a").withPriority(1).inGroup("g"));
        send(FIFO, text("b").withPriority(9).inGroup("g"));
        assertEquals(List.of("a", "b"), bodies(take(FIFO, 10)));
    }

    @Test
    default void aBatchRefusesWhatIsWrongAndSendsTheRest() {
        engine().createQueue("small", QueueAttributes.standardQueue().withMaximumMessageSize(1024))
                .await();
        List<Outcome<Sent>> outcomes = engine().send(
                        "small",
                        List.of(
                                text("a"),
                                text("x".repeat(1025)),
                                text("c"),
                                text("d").withPriority(10)))
                .await();
        assertInstanceOf(
                EngineException.MessageTooLarge.class, assertThrows(EngineException.class, outcomes.get(1)::get));
        assertInstanceOf(
                EngineException.InvalidMessage.class, assertThrows(EngineException.class, outcomes.get(3)::get));
        assertEquals(List.of("a", "c"), bodies(take("small", 10)));
    }

    @Test
    default void sendingToAQueueThatDoesNotExistIsRefusedWithItsName() {
        EngineException.NoSuchQueue error =
                assertThrows(EngineException.NoSuchQueue.class, () -> send("nowhere", text("a")));
        assertTrue(error.getMessage().contains("nowhere"));
    }

    @Test
    default void aDelayedMessageAppearsWhenItsDelayEnds() {
        send(QUEUE, text("late").delayedBy(ofSeconds(10)));
        sendAll(QUEUE, "soon");
        assertEquals(1, engine().statistics(QUEUE).await().delayed());
        assertEquals(List.of("soon"), bodies(take(QUEUE, 10)));
        advance(ofMillis(9_999));
        assertEquals(List.of(), bodies(take(QUEUE, 10)));
        advance(ofMillis(1));
        assertEquals(List.of("late"), bodies(take(QUEUE, 10)));
    }

    @Test
    default void aDelaySurvivesARestart() {
        send(QUEUE, text("late").delayedBy(ofSeconds(10)));
        crashAndRestart();
        assertEquals(List.of(), bodies(take(QUEUE, 10)));
        advance(ofSeconds(10));
        assertEquals(List.of("late"), bodies(take(QUEUE, 10)));
    }

    @Test
    default void theDelayOfAQueueHoldsForMessagesThatSayNothing() {
        engine().createQueue("slow", QueueAttributes.standardQueue().withDelay(ofSeconds(5)))
                .await();
        sendAll("slow", "a");
        send("slow", text("b").delayedBy(ZERO));
        assertEquals(List.of("b"), bodies(take("slow", 10)));
        advance(ofSeconds(5));
        assertEquals(List.of("a"), bodies(take("slow", 10)));
    }
}
