package org.leasemq.engine.local.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;

/** Filters are understood once, by who brings them, and nobody else waits for that. */
class FilterCompilationTest extends EngineFixture {
    private static final Target OTHER = Target.queue("other");

    private final List<String> compiled = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch judging = new CountDownLatch(1);
    private final CountDownLatch verdict = new CountDownLatch(1);
    private boolean opened;

    /** Whoever understands a filter holds no lock that others need: while it does, somebody else uses the engine. */
    @Override
    protected EngineSettings settings() {
        FilterLanguage noting = text -> {
            compiled.add(text);
            threads.add(Thread.currentThread());
            if (opened) {
                CompletableFuture.runAsync(() -> {
                            engine.statistics("other").await();
                            engine.send(OTHER, List.of(text("x").persistent(false)))
                                    .await();
                        })
                        .join();
            }
            if (text.equals("nonsense")) {
                throw new EngineException.InvalidFilter("nonsense");
            }
            return message -> message.body().asText().startsWith(text);
        };
        FilterLanguage slow = text -> message -> {
            asked.incrementAndGet();
            judging.countDown();
            try {
                verdict.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        };
        return super.settings().withFilters(Map.of("noting", noting, "slow", slow));
    }

    @BeforeEach
    void createOther() {
        engine.createQueue("other", QueueAttributes.standardQueue()).await();
        opened = true;
    }

    private static Subscription subscription(String filter) {
        return new Subscription("topic " + filter, new Filter("noting", filter), null);
    }

    private static QueueAttributes subscribing(String... filters) {
        return QueueAttributes.standardQueue()
                .withSubscriptions(Arrays.stream(filters)
                        .map(FilterCompilationTest::subscription)
                        .toList());
    }

    private static QueueAttributes and(QueueAttributes attributes, String filter) {
        List<Subscription> all = new ArrayList<>(attributes.subscriptions());
        all.add(subscription(filter));
        return attributes.withSubscriptions(all);
    }

    private List<String> receivedFrom(String filter, String body) {
        send(Target.topic("topic " + filter), text(body));
        send(Target.topic("topic " + filter), text("unwanted"));
        return drain("q");
    }

    @Test
    void aNewQueuesFiltersAreUnderstoodOnceByItsCreatorWithoutTheLock() {
        engine.createQueue("q", subscribing("a", "b")).await();
        engine.createQueue("q", subscribing("a", "b")).await();
        assertEquals(List.of("a", "b"), compiled);
        assertTrue(threads.stream().allMatch(Thread.currentThread()::equals));
        assertEquals(List.of("a1"), receivedFrom("a", "a1"));
    }

    @Test
    void aChangeUnderstandsOnlyWhatIsNew() {
        engine.createQueue("q", subscribing("a")).await();
        AttributeChange.apply(engine, "q", present -> and(present, "b"));
        AttributeChange.apply(engine, "q", present -> present.withVisibilityTimeout(Duration.ofSeconds(7)));
        assertEquals(List.of("a", "b"), compiled);
        assertTrue(threads.stream().allMatch(Thread.currentThread()::equals));
        assertEquals(List.of("a1"), receivedFrom("a", "a1"));
        assertEquals(List.of("b1"), receivedFrom("b", "b1"));
    }

    @Test
    void aFilterThatMakesNoSenseIsRefusedAndNothingChanges() {
        engine.createQueue("q", subscribing("a")).await();
        assertThrows(
                EngineException.InvalidFilter.class,
                () -> AttributeChange.apply(engine, "q", present -> and(present, "nonsense")));
        assertEquals(List.of("a1"), receivedFrom("a", "a1"));
        assertEquals(
                subscribing("a"), engine.findQueue("q").await().orElseThrow().attributes());
    }

    @Test
    void aStartUnderstandsEachFilterOnce() {
        engine.createQueue("q", subscribing("a", "b")).await();
        AttributeChange.apply(engine, "q", present -> and(present, "c"));
        compiled.clear();
        opened = false;
        crashAndRestart();
        assertEquals(List.of("a", "b", "c"), compiled);
        assertEquals(List.of("c1"), receivedFrom("c", "c1"));
    }

    @Test
    void aChangeOfTheQueueDoesNotHaveFiltersAskedAgain() throws Exception {
        Subscription slow = new Subscription("t", new Filter("slow", ""), null);
        engine.createQueue("q", QueueAttributes.standardQueue().withSubscriptions(List.of(slow)))
                .await();
        CompletableFuture<Void> publish = CompletableFuture.runAsync(
                () -> send(Target.topic("t"), text("a").persistent(false)));
        judging.await();
        AttributeChange.apply(engine, "q", present -> present.withVisibilityTimeout(Duration.ofSeconds(7)));
        verdict.countDown();
        publish.get();
        assertEquals(List.of("a"), drain("q"));
        assertEquals(1, asked.get());
    }

    @Test
    void aDefinitionHasALimit() {
        QueueAttributes large = QueueAttributes.standardQueue().withLabels(Map.of("label", "x".repeat(4 << 20)));
        EngineException.InvalidAttribute refused =
                assertThrows(EngineException.InvalidAttribute.class, () -> engine.createQueue("q", large));
        assertTrue(refused.getMessage().contains("4194309 characters"), refused.getMessage());
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        assertThrows(
                EngineException.InvalidAttribute.class, () -> AttributeChange.apply(engine, "q", present -> large));
        assertThrows(
                EngineException.InvalidAttribute.class,
                () -> engine.createQueue("r", subscribing("x".repeat(4 << 20))));
        assertEquals(List.of(), compiled);
    }
}
