package org.leasemq.engine.local;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Body;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Filter;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.Subscription;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** Filters must not throw; when one does, whoever asked it is told, and nobody waits for ever. */
class ThrowingFilterTest {
    private static final Filter FILTER = new Filter("throwing", "");

    private final SettableClock clock = new SettableClock();
    private ManualEnvironment environment;
    private LocalEngine engine;
    private Throwable thrown;

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        EngineSettings settings = EngineSettings.defaults()
                .withFilters(Map.of("throwing", text -> message -> passes(), "wrong", text -> {
                    throw new IllegalStateException("a bug");
                }));
        engine = LocalEngine.open(new FakeStore(new Disk(), clock), settings, environment);
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private boolean passes() {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        return true;
    }

    private void send() {
        engine.send("q", List.of(NewMessage.of(Body.text("a")))).await();
    }

    @Test
    void whoWaitsGetsTheMessageWhenTheFilterWorksAgain() {
        for (Throwable next : List.of(new IllegalStateException("a bug"), new StackOverflowError("too deep"))) {
            Selection selection = engine.select("q", FILTER);
            Completion<List<Delivery>> receive =
                    engine.receive(ReceiveRequest.from("q").among(selection).waiting(ofMinutes(1)));
            List<Delivery> got = new ArrayList<>();
            receive.whenDone((deliveries, error) -> got.addAll(deliveries));
            thrown = next;
            send();
            environment.settle();
            assertEquals(List.of(), got);
            thrown = null;
            environment.advance(ofSeconds(1));
            assertEquals(1, got.size(), next.toString());
            engine.delete("q", List.of(got.get(0).receipt())).await();
            selection.close();
        }
    }

    @Test
    void whoReceivesIsTold() {
        send();
        Selection selection = engine.select("q", FILTER);
        ReceiveRequest request = ReceiveRequest.from("q").among(selection).waiting(ZERO);
        thrown = new IllegalStateException("a bug");
        assertThrows(IllegalStateException.class, () -> engine.receive(request));
        thrown = null;
        assertEquals(1, engine.receive(request).await().get(0).receiveCount());
    }

    @Test
    void aLanguageThatFailsRefusesTheFilter() {
        Subscription subscription = new Subscription("t", new Filter("wrong", "x"), null);
        QueueAttributes attributes = QueueAttributes.standardQueue().withSubscriptions(List.of(subscription));
        assertThrows(EngineException.InvalidFilter.class, () -> engine.createQueue("other", attributes));
        engine.createQueue("other", QueueAttributes.standardQueue()).await();
    }
}
