package org.leasemq.engine.local.operation;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.EngineException.InvalidAttribute;
import org.leasemq.engine.model.EngineException.InvalidMessage;
import org.leasemq.engine.model.EngineException.NoSuchQueue;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;

/** Moving messages back from dead-letter queues, and what is kept with a queue. */
class RedriveTest extends EngineFixture {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();
    private static final QueueAttributes FIFO = QueueAttributes.fifoQueue();

    /** Two queues with a message each in the dead-letter queue of both. */
    private void deadLetter() {
        engine.createQueue("dead", STANDARD).await();
        for (String queue : List.of("one", "two")) {
            engine.createQueue(queue, STANDARD.withRedrive(new RedrivePolicy("dead", 1)))
                    .await();
            sendAll(Target.queue(queue), queue + "!");
            takeOne(queue);
            advance(ofSeconds(31));
            assertEquals(List.of(), drain(queue));
        }
        environment.settle();
        assertEquals(2, engine.statistics("dead").await().available());
    }

    private int redrive(String from, String to, int max) {
        return engine.redrive(from, to, max).await();
    }

    @Test
    void messagesGoBackToWhereTheyCameFromAndAreTriedAnew() {
        deadLetter();
        assertEquals(2, redrive("dead", null, 10));
        crashAndRestart();
        Delivery back = takeOne("one");
        assertEquals("one!", body(back));
        assertEquals(1, back.receiveCount());
        assertNull(back.deadLetterSource());
        assertEquals(List.of("two!"), drain("two"));
        assertEquals(List.of(), drain("dead"));
    }

    @Test
    void messagesGoToADestinationInTheirOrderAsManyAsAreAskedFor() {
        deadLetter();
        engine.createQueue("elsewhere", STANDARD).await();
        assertEquals(1, redrive("dead", "elsewhere", 1));
        assertEquals(List.of("one!"), drain("elsewhere"));
        assertEquals(1, redrive("dead", "elsewhere", 10));
        assertEquals(0, redrive("dead", "elsewhere", 10));
        assertEquals(List.of("two!"), drain("elsewhere"));
    }

    @Test
    void whatSomebodyHasStays() {
        deadLetter();
        Delivery held = takeOne("dead");
        assertEquals(1, redrive("dead", null, 10));
        assertEquals(List.of(), drain("one"));
        delete("dead", List.of(held));
        assertEquals(0, redrive("dead", null, 10));
    }

    @Test
    void groupsKeepTheirOrder() {
        engine.createQueue("dead.fifo", FIFO).await();
        engine.createQueue("work.fifo", FIFO).await();
        for (String body : List.of("a1", "b1", "a2", "b2")) {
            send(
                    Target.queue("dead.fifo"),
                    text(body).inGroup(body.substring(0, 1)).withDeduplicationId(body));
        }
        assertEquals(4, redrive("dead.fifo", "work.fifo", 10));
        restart();
        assertEquals(List.of("a1", "a2", "b1", "b2"), drain("work.fifo"));
    }

    @Test
    void whatCannotBeMovedStaysAndIsNamed() {
        deadLetter();
        engine.createQueue("other.fifo", FIFO).await();
        assertThrows(InvalidAttribute.class, () -> redrive("dead", "other.fifo", 10));
        assertThrows(InvalidAttribute.class, () -> redrive("dead", "dead", 10));
        assertThrows(NoSuchQueue.class, () -> redrive("dead", "nowhere", 10));
        engine.deleteQueue("one").await();
        assertThrows(NoSuchQueue.class, () -> redrive("dead", null, 10));
        assertEquals(List.of("one!", "two!"), drain("dead"));
        sendAll(Target.queue("dead"), "direct");
        assertThrows(InvalidMessage.class, () -> redrive("dead", null, 10));
    }

    @Test
    void labelsAreKeptWhateverIsInThem() {
        Map<String, String> labels = Map.of("tag:a=b\n", "c=d\n%&ü", "empty", "");
        engine.createQueue("q", STANDARD.withLabels(labels)).await();
        crashAndRestart();
        assertEquals(
                labels, engine.findQueue("q").await().orElseThrow().attributes().labels());
    }
}
