package org.leasemq.engine.local.recovery;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException.NoSuchQueue;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;

/** Messages that have moved out of a queue that is gone when the engine is opened. */
class StraysTest extends EngineFixture {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();
    private static final QueueAttributes FIFO = QueueAttributes.fifoQueue();
    /** More than recovery remembers of what it passes over. */
    private static final int MANY = 5_000;

    private static final Target QUEUE = Target.queue("q");

    private void create(String name, QueueAttributes attributes) {
        engine.createQueue(name, attributes).await();
    }

    private void drop(String name) {
        engine.deleteQueue(name).await();
    }

    /** So much that what came before is not remembered. */
    private void sendMany(Target to) {
        for (int i = 0; i < MANY; i += 500) {
            List<Message> some = new ArrayList<>();
            for (int j = 0; j < 500; j++) {
                some.add(text("many"));
            }
            engine.send(to, some).await();
        }
    }

    private void deadLetter(String queue, int seconds) {
        takeOne(queue);
        advance(ofSeconds(seconds));
        assertEquals(List.of(), take(queue, 1));
        environment.settle();
    }

    @Test
    void deadLettersOutliveTheQueueTheyCameFrom() {
        create("dead", STANDARD);
        create("q", STANDARD.withRedrive(new RedrivePolicy("dead", 1)));
        sendAll(QUEUE, "first");
        deadLetter("q", 31);
        sendAll(QUEUE, "second");
        sendMany(QUEUE);
        Delivery second = takeOne("q");
        assertEquals("second", body(second));
        advance(ofSeconds(31));
        assertEquals("many", body(takeOne("q")));
        environment.settle();
        drop("q");
        crashAndRestart();
        assertEquals("first", body(takeOne("dead")));
        Delivery delivery = takeOne("dead");
        assertEquals("second", body(delivery));
        assertEquals(1, delivery.receiveCount());
        assertEquals(second.message().id(), delivery.message().id());
    }

    @Test
    void whatHasMovedThroughSeveralQueuesThatAreGoneIsFound() {
        for (String name : List.of("a.fifo", "b.fifo", "c.fifo", "d.fifo")) {
            create(name, FIFO);
        }
        send(Target.queue("a.fifo"), text("1").inGroup("g"));
        send(Target.queue("a.fifo"), text("2").inGroup("g"));
        engine.redrive("a.fifo", "b.fifo", 2).await();
        create("q", STANDARD);
        sendMany(QUEUE);
        engine.redrive("b.fifo", "c.fifo", 2).await();
        sendMany(QUEUE);
        engine.redrive("c.fifo", "d.fifo", 2).await();
        for (String name : List.of("a.fifo", "b.fifo", "c.fifo", "q")) {
            drop(name);
        }
        crashAndRestart();
        List<Delivery> first = take("d.fifo", 1);
        assertEquals(List.of("1"), bodies(first));
        assertEquals(List.of(), take("d.fifo", 1));
        delete("d.fifo", first);
        assertEquals(List.of("2"), drain("d.fifo"));
        crashAndRestart();
        assertEquals(List.of(), drain("d.fifo"));
    }

    @Test
    void whatWasPurgedOrDeletedOnTheWayIsNotThereAgain() {
        for (String name : List.of("q", "a", "b", "c")) {
            create(name, STANDARD);
        }
        sendAll(QUEUE, "1", "2", "3");
        sendMany(Target.queue("c"));
        engine.redrive("q", "a", 1).await();
        engine.redrive("q", "b", 2).await();
        engine.purge("a").await();
        delete("b", take("b", 1));
        engine.redrive("b", "a", 1).await();
        drop("q");
        drop("b");
        crashAndRestart();
        assertEquals(List.of("3"), drain("a"));
        assertEquals(MANY, engine.statistics("c").await().available());
    }

    @Test
    void oneContentStaysOneWhenSomeWhoHaveItAreGone() {
        List<String> subscriptions = List.of("s1", "s2", "s3");
        for (String name : subscriptions) {
            create(name, STANDARD.withSubscriptions(List.of(Subscription.to("t"))));
        }
        create("kept", STANDARD);
        sendAll(Target.topic("t"), "news");
        engine.redrive("s1", "kept", 1).await();
        drop("s1");
        drop("s2");
        crashAndRestart();
        restart();
        assertEquals(List.of("news"), drain("kept"));
        assertEquals(List.of("news"), drain("s3"));
    }

    @Test
    void theNumberOfAQueueThatOnlyDeadLettersMentionIsNotGivenAgain() {
        create("dead", STANDARD);
        create("q", STANDARD.withRedrive(new RedrivePolicy("dead", 1)));
        int number = engine.findQueue("q").await().orElseThrow().number();
        engine.send(QUEUE, List.of(Message.of(Body.text("letter")))).await();
        deadLetter("q", 31);
        drop("q");
        restart();
        create("unrelated", STANDARD);
        assertEquals(
                number + 1, engine.findQueue("unrelated").await().orElseThrow().number());
        assertThrows(NoSuchQueue.class, () -> engine.redrive("dead", null, 10).await());
        assertEquals(List.of("letter"), drain("dead"));
    }
}
