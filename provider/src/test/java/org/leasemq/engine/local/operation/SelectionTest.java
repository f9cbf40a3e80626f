package org.leasemq.engine.local.operation;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Client;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryShare.Use;

/** Receives that are restricted to some messages of a queue. */
class SelectionTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");

    private int judged;

    @Override
    protected EngineSettings settings() {
        FilterLanguage counting = text -> message -> {
            judged++;
            return message.body().asText().startsWith(text);
        };
        FilterLanguage usual = super.settings().filters().get("begins-with");
        return super.settings().withFilters(Map.of("counting", counting, "begins-with", usual));
    }

    @BeforeEach
    void createQueue() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
    }

    private static Filter counting(String text) {
        return new Filter("counting", text);
    }

    /** A receive may bring less than there is, so this asks until there is nothing more. */
    private List<Delivery> take(Selection selection, int max, Owner owner) {
        List<Delivery> all = new ArrayList<>();
        int before = -1;
        while (all.size() < max && all.size() > before) {
            before = all.size();
            ReceiveRequest request = ReceiveRequest.from(selection.queue())
                    .upTo(max - before)
                    .waiting(ZERO)
                    .ownedBy(owner)
                    .among(selection);
            all.addAll(engine.receive(request).await());
        }
        return all;
    }

    private List<String> takeBodies(Selection selection, int max) {
        return bodies(take(selection, max, null));
    }

    @Test
    void onlyWhatPassesIsReceivedInOrder() {
        sendAll(QUEUE, "a1", "b1", "a2", "b2");
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        sendAll(QUEUE, "b3", "a3");
        assertEquals(List.of("a1", "a2", "a3"), takeBodies(a, 10));
        assertEquals(List.of("b1", "b2", "b3"), drain("q"));
        assertEquals(List.of(), takeBodies(a, 10));
    }

    @Test
    void oneAmongAHundredThousandIsFoundWithoutJudgingThemAgain() {
        List<Message> thousand = IntStream.range(0, 1000)
                .mapToObj(i -> text("hay" + i).persistent(true))
                .toList();
        for (int i = 0; i < 100; i++) {
            engine.send(QUEUE, thousand).await();
        }
        sendAll(QUEUE, "needle 1", "needle 2");
        Selection needles = Owners.select(engine, "q", counting("needle"));
        assertEquals(List.of("needle 1"), takeBodies(needles, 1));
        assertEquals(100_001, judged);
        assertEquals(List.of("needle 2"), takeBodies(needles, 1));
        assertEquals(100_002, judged);
        sendAll(QUEUE, "needle 3");
        assertEquals(List.of("needle 3"), takeBodies(needles, 10));
        assertEquals(100_003, judged);
    }

    @Test
    void noMoreIsJudgedThanIsNeeded() {
        sendAll(QUEUE, "a", "b", "c", "b");
        Selection b = Owners.select(engine, "q", counting("b"));
        assertEquals(0, judged);
        assertEquals(List.of("b"), takeBodies(b, 1));
        assertEquals(2, judged);
    }

    @Test
    void whatIsReleasedComesBackAtItsOldPlace() {
        sendAll(QUEUE, "a1", "b1", "a2", "a3");
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        Owner owner = Owners.open(engine, "one");
        List<Delivery> taken = take(a, 2, owner);
        engine.release(List.of(taken.get(0).receipt())).await();
        assertEquals(List.of("a1", "a3"), bodies(take(a, 2, owner)));
        owner.close();
        assertEquals(List.of("a1", "b1", "a2", "a3"), drain("q"));
    }

    @Test
    void priorityGoesFirstHereToo() {
        send(QUEUE, text("a low").withPriority(1));
        send(QUEUE, text("a high").withPriority(9));
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        send(QUEUE, text("a highest of all").withPriority(9));
        assertEquals(List.of("a high", "a highest of all", "a low"), takeBodies(a, 3));
    }

    @Test
    void whoWaitsGetsTheFirstThatPasses() {
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        List<String> got = new ArrayList<>();
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(a));
        receive.whenDone((deliveries, error) -> got.addAll(bodies(deliveries)));
        sendAll(QUEUE, "b");
        assertFalse(receive.isDone());
        sendAll(QUEUE, "a");
        environment.settle();
        assertEquals(List.of("a"), got);
    }

    @Test
    void anyoneElseStillGetsEverything() {
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        Completion<List<Delivery>> picky =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(a));
        Completion<List<Delivery>> other =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)));
        sendAll(QUEUE, "b");
        environment.settle();
        assertEquals(List.of("b"), bodies(other.await()));
        picky.cancel();
        assertEquals(List.of(), picky.await());
    }

    @Test
    void closingEndsWhatWaits() {
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(a));
        engine.unselect(a.id()).await();
        engine.unselect(a.id()).await();
        assertEquals(List.of(), receive.await());
        sendAll(QUEUE, "a");
        assertEquals(List.of(), takeBodies(a, 1));
        assertEquals(List.of("a"), drain("q"));
    }

    @Test
    void aSelectionEndsWithItsClient() {
        Client client = Client.open(engine, "one");
        Selection a = client.select("q", beginsWith("a"));
        engine.select(client.id(), a).await(); // asked again, and found
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(a));
        sendAll(QUEUE, "b");
        client.close();
        assertEquals(List.of(), receive.await());
        sendAll(QUEUE, "a");
        assertEquals(List.of(), takeBodies(a, 1));
        assertEquals(0, engine.memory().used(Use.SELECTIONS));
        engine.unselect(a.id()).await();
        assertThrows(EngineException.Closed.class, () -> client.select("q", beginsWith("a")));
    }

    @Test
    void contentsThatAreNotInMemoryAreReadBack() {
        String filling = "x".repeat(2000);
        for (int i = 0; i < 20; i++) {
            sendAll(QUEUE, (i % 5 == 4 ? "a" : "b") + i + filling);
        }
        restart();
        Selection a = Owners.select(engine, "q", counting("a"));
        assertEquals(4, takeBodies(a, 10).size());
        assertEquals(20, judged);
    }

    @Test
    void expiredAndExhaustedMessagesAreNotDelivered() {
        engine.createQueue("dead", QueueAttributes.standardQueue()).await();
        AttributeChange.apply(
                engine, "q", present -> QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)));
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        Selection dead = Owners.select(engine, "dead", beginsWith("a"));
        send(QUEUE, text("a1").expiringAfter(ofSeconds(1)));
        sendAll(QUEUE, "a2");
        advance(ofSeconds(2));
        assertEquals(List.of("a2"), takeBodies(a, 10));
        advance(ofMinutes(1));
        assertEquals(List.of(), takeBodies(a, 10));
        environment.settle();
        assertEquals(List.of("a2"), takeBodies(dead, 10));
    }

    @Test
    void aMatchThatGoesAwayDoesNotHideTheNext() {
        engine.createQueue("dead", QueueAttributes.standardQueue()).await();
        AttributeChange.apply(
                engine, "q", present -> QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)));
        sendAll(QUEUE, "a1");
        take("q", 1);
        sendAll(QUEUE, "b", "a2");
        advance(ofMinutes(1));
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(a));
        assertEquals(List.of("a2"), bodies(receive.await()));
    }

    @Test
    void manyMatchesBehindAClosedGroupAreJudgedOnceEach() {
        List<Message> thousand = IntStream.range(0, 1000)
                .mapToObj(i -> text("a" + i).inGroup("g"))
                .toList();
        for (int i = 0; i < 20; i++) {
            engine.send(QUEUE, thousand).await();
        }
        Owner holder = Owners.open(engine, "holder");
        engine.receive(ReceiveRequest.from("q").waiting(ZERO).ownedBy(holder)).await();
        Selection a = Owners.select(engine, "q", counting("a"));
        assertEquals(List.of(), takeBodies(a, 1));
        assertEquals(20_000, judged);
        holder.close();
        assertEquals(List.of("a0"), takeBodies(a, 1));
    }

    @Test
    void delayedMessagesComeWhenTheirTimeHasCome() {
        send(QUEUE, text("a1").delayedBy(ofSeconds(10)));
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        send(QUEUE, text("a2").delayedBy(ofSeconds(10)));
        assertEquals(List.of(), takeBodies(a, 10));
        advance(ofSeconds(10));
        assertEquals(List.of("a1", "a2"), takeBodies(a, 10));
    }

    @Test
    void groupsStayExclusiveAndInOrder() {
        send(QUEUE, text("b1").inGroup("g"));
        send(QUEUE, text("a1").inGroup("g"));
        send(QUEUE, text("a2").inGroup("g"));
        send(QUEUE, text("a3").inGroup("h"));
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        Owner one = Owners.open(engine, "one");
        Owner two = Owners.open(engine, "two");
        List<Delivery> first = take(a, 1, one);
        assertEquals(List.of("a1"), bodies(first));
        assertEquals(List.of("a3"), bodies(take(a, 10, two)));
        assertEquals(List.of("a2"), bodies(take(a, 10, one)));
        engine.release(List.of(first.get(0).receipt())).await();
        assertEquals(List.of("a1"), bodies(take(a, 10, one)));
        one.close();
        assertEquals(List.of("a1", "a2"), bodies(take(a, 10, two)));
    }

    @Test
    void aSelectionGoesOnInAQueueThatIsMadeAgain() {
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        sendAll(QUEUE, "a0");
        engine.deleteQueue("q").await();
        assertThrows(EngineException.NoSuchQueue.class, () -> takeBodies(a, 1));
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(a));
        sendAll(QUEUE, "b", "a1");
        environment.settle();
        assertEquals(List.of("a1"), bodies(receive.await()));
        engine.unselect(a.id()).await();
        assertEquals(List.of(), takeBodies(a, 1));
    }

    @Test
    void aSelectionThatCannotBeIsRefused() {
        assertThrows(EngineException.NoSuchQueue.class, () -> Owners.select(engine, "nowhere", beginsWith("a")));
        assertThrows(EngineException.InvalidFilter.class, () -> Owners.select(engine, "q", beginsWith("")));
    }

    @Test
    void manySelectionsLookAtOneQueue() {
        List<Selection> selections = IntStream.range(0, 10)
                .mapToObj(i -> Owners.select(engine, "q", beginsWith(i + ":")))
                .toList();
        for (int i = 0; i < 100; i++) {
            sendAll(QUEUE, i % 10 + ": " + i);
        }
        for (Selection selection : selections) {
            assertEquals(10, takeBodies(selection, 100).size());
        }
        assertTrue(take("q", 1).isEmpty());
    }
}
