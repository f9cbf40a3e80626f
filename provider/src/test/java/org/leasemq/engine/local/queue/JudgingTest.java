package org.leasemq.engine.local.queue;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;

/** However slow filters are, only those wait for them who asked for them. */
class JudgingTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");
    private static final Target OTHER = Target.queue("other");
    private static final Target TOPIC = Target.topic("t");

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger judged = new AtomicInteger();

    @Override
    protected EngineSettings settings() {
        FilterLanguage slow = text -> message -> {
            asked.countDown();
            answers.acquireUninterruptibly();
            return message.body().asText().startsWith(text);
        };
        FilterLanguage counting = text -> message -> {
            judged.incrementAndGet();
            return message.body().asText().startsWith(text);
        };
        FilterLanguage usual = super.settings().filters().get("begins-with");
        return super.settings().withFilters(Map.of("slow", slow, "counting", counting, "begins-with", usual));
    }

    @BeforeEach
    void createQueues() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        engine.createQueue("other", QueueAttributes.standardQueue()).await();
    }

    private static <T> CompletableFuture<T> onAnotherThread(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static Filter slow(String text) {
        return new Filter("slow", text);
    }

    private void subscribe(String queue, Filter filter) {
        engine.createQueue(
                        queue,
                        QueueAttributes.standardQueue().withSubscriptions(List.of(new Subscription("t", filter, null))))
                .await();
    }

    @Test
    void aSlowSelectorHoldsUpNobodyElse() throws Exception {
        sendAll(QUEUE, "b", "a");
        Selection a = Owners.select(engine, "q", slow("a"));
        CompletableFuture<List<Delivery>> receive = onAnotherThread(() ->
                engine.receive(ReceiveRequest.from("q").waiting(ZERO).among(a)).await());
        asked.await();
        send(OTHER, text("x").persistent(true));
        sendAll(QUEUE, "c");
        assertEquals(List.of("x"), drain("other"));
        assertEquals("b", body(takeOne("q")));
        assertFalse(receive.isDone());
        answers.release(100);
        assertEquals(List.of("a"), bodies(receive.get()));
    }

    @Test
    void aSlowFilterOfASubscriptionHoldsUpNobodyElse() throws Exception {
        subscribe("s", slow("a"));
        CompletableFuture<Sent> publish =
                onAnotherThread(() -> send(TOPIC, text("a").persistent(true)));
        asked.await();
        send(OTHER, text("x").persistent(true));
        assertEquals(List.of("x"), drain("other"));
        assertFalse(publish.isDone());
        answers.release(100);
        publish.get();
        assertEquals(List.of("a"), drain("s"));
    }

    @Test
    void whoSubscribesWhileFiltersAreAskedGetsTheMessageToo() throws Exception {
        subscribe("s", slow("a"));
        CompletableFuture<Sent> publish = onAnotherThread(() -> send(TOPIC, text("a")));
        asked.await();
        subscribe("fits", beginsWith("a"));
        subscribe("fits not", beginsWith("b"));
        subscribe("all", null);
        answers.release(100);
        publish.get();
        for (String queue : List.of("s", "fits", "all")) {
            assertEquals(List.of("a"), drain(queue), queue);
        }
        assertEquals(List.of(), drain("fits not"));
    }

    @Test
    void whoIsGoneWhenTheMessageIsAcceptedGetsNothing() throws Exception {
        subscribe("s", slow("a"));
        subscribe("stays", beginsWith("a"));
        CompletableFuture<Sent> publish = onAnotherThread(() -> send(TOPIC, text("a")));
        asked.await();
        engine.deleteQueue("s").await();
        answers.release(100);
        publish.get();
        assertEquals(List.of("a"), drain("stays"));
    }

    @Test
    void oneMessagePublishedTwiceIsTwoMessages() {
        subscribe("s", beginsWith("a"));
        Message message = text("a");
        List<Outcome<Sent>> sent = engine.send(TOPIC, List.of(message, message)).await();
        assertNotEquals(sent.get(0).get().id(), sent.get(1).get().id());
        assertEquals(List.of("a", "a"), drain("s"));
    }

    @Test
    void whatComesIsJudgedByAChoreAndNeverByWhoSends() {
        Selection a = Owners.select(engine, "q", new Filter("counting", "a"));
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(a));
        List<String> got = new ArrayList<>();
        receive.whenDone((deliveries, error) -> got.addAll(bodies(deliveries)));
        sendAll(QUEUE, "b", "a");
        List<Sent> done = new ArrayList<>();
        engine.send(OTHER, List.of(text("x").persistent(true)))
                .whenDone((sent, error) -> done.add(sent.get(0).get()));
        while (environment.runCommit()) {
            assertEquals(0, judged.get());
        }
        assertEquals(1, done.size());
        environment.settle();
        assertEquals(List.of("a"), got);
        assertEquals(2, judged.get());
    }

    @Test
    void aLongBacklogIsJudgedInPartsBetweenWhichOthersHaveTheirTurn() {
        engine.send(QUEUE, IntStream.range(0, 2000).mapToObj(i -> text("b" + i)).toList())
                .await();
        Selection first = Owners.select(engine, "q", new Filter("counting", "a"));
        Selection second = Owners.select(engine, "q", beginsWith("b1999"));
        List<String> got = new ArrayList<>();
        assertTrue(engine.receive(ReceiveRequest.from("q").waiting(ZERO).among(first))
                .await()
                .isEmpty());
        assertEquals(2000, judged.get());
        engine.receive(ReceiveRequest.from("q").waiting(ofMinutes(1)).among(first))
                .whenDone((deliveries, error) -> got.addAll(bodies(deliveries)));
        engine.send(QUEUE, IntStream.range(0, 2000).mapToObj(i -> text("c" + i)).toList())
                .await();
        sendAll(QUEUE, "a");
        assertTrue(environment.runChore());
        assertTrue(judged.get() < 4000 && judged.get() > 2000, () -> "judged: " + judged);
        assertEquals(
                List.of("b1999"),
                bodies(engine.receive(ReceiveRequest.from("q").waiting(ZERO).among(second))
                        .await()));
        environment.settle();
        assertEquals(List.of("a"), got);
        assertEquals(4001, judged.get());
    }

    @Test
    void whatIsStoredLateIsFoundAtItsPlaceBeforeWhatHasBeenJudged() {
        Selection a = Owners.select(engine, "q", beginsWith("a"));
        Completion<List<Outcome<Sent>>> storing =
                engine.send(QUEUE, List.of(text("a1").persistent(true)));
        send(QUEUE, text("a2").persistent(false));
        send(QUEUE, text("b").persistent(false));
        ReceiveRequest request = ReceiveRequest.from("q").waiting(ZERO).among(a);
        assertEquals(List.of("a2"), bodies(engine.receive(request).await()));
        assertEquals(List.of(), engine.receive(request).await());
        storing.await();
        assertEquals(List.of("a1"), bodies(engine.receive(request).await()));
    }

    @Test
    void whatWaitedForAVerdictOnSomethingElseIsHandedOutAfterIt() {
        for (boolean goes : new boolean[] {false, true}) {
            Selection a = Owners.select(engine, "q", beginsWith("a"));
            sendAll(QUEUE, "a");
            ReceiveRequest request = ReceiveRequest.from("q").among(a);
            Owner owner = Owners.open(engine, "one");
            engine.receive(request.waiting(ZERO).ownedBy(owner)).await();
            List<String> got = new ArrayList<>();
            engine.receive(request.waiting(ofMinutes(1)))
                    .whenDone((deliveries, error) -> got.addAll(bodies(deliveries)));
            send(QUEUE, text("b").withPriority(9));
            owner.close();
            assertEquals(List.of(), got, "what has a higher priority is not judged yet");
            if (goes) {
                delete("q", take("q", 1));
            }
            environment.settle();
            assertEquals(List.of("a"), got);
            engine.purge("q").await();
            engine.unselect(a.id()).await();
        }
    }
}
