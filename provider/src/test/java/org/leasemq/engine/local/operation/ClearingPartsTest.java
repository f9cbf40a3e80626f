package org.leasemq.engine.local.operation;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Browser;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Store;

/** What others see while a queue is purged or deleted, part by part. */
class ClearingPartsTest {
    private static final Target QUEUE = Target.queue("q");
    private static final int MANY = 2500;

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final List<Integer> purged = new ArrayList<>();
    private ManualEnvironment environment;
    private LeaseEngine engine;
    /** What happens while batches are written, from the next one on. */
    private List<Runnable> duringWrites = List.of();

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        FakeStore store = new FakeStore(disk, clock);
        Store watched = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("write") && !duringWrites.isEmpty()) {
                        Runnable now = duringWrites.get(0);
                        duringWrites = duringWrites.subList(1, duringWrites.size());
                        now.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        engine = LocalEngine.open(watched, EngineSettings.defaults(), environment);
        engine.createQueue("dead", QueueAttributes.standardQueue()).await();
        engine.createQueue("q", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)))
                .await();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static Message text(String body) {
        return Message.of(Body.text(body));
    }

    private void fill() {
        List<Message> messages = IntStream.range(0, MANY)
                .mapToObj(i -> text("old" + i).persistent(i % 3 != 0).withPriority(i % 2))
                .toList();
        engine.send(QUEUE, messages).await();
    }

    private void sendAtOnce(String body) {
        assertTrue(engine.send(QUEUE, List.of(text(body).persistent(false))).isDone());
    }

    private List<String> take(String queue) {
        List<String> bodies = new ArrayList<>();
        List<Delivery> some = receive(queue);
        while (!some.isEmpty()) {
            some.forEach(delivery -> bodies.add(delivery.message().body().asText()));
            some = receive(queue);
        }
        return bodies;
    }

    private List<Delivery> receive(String queue) {
        return engine.receive(ReceiveRequest.from(queue).upTo(10)).await();
    }

    private List<String> browse() {
        try (Browser browser = Browser.of(engine, "q")) {
            return browser.next(2 * MANY).stream()
                    .map(item -> item.message().body().asText())
                    .toList();
        }
    }

    private void purge() {
        engine.purge("q").whenDone((count, error) -> purged.add(count));
        environment.settle();
    }

    @Test
    void whatIsLeftOfAPurgeIsNeitherShownNorReceivedNorMoved() {
        fill();
        Owner owner = Owners.open(engine, "one");
        engine.receive(ReceiveRequest.from("q").upTo(10).ownedBy(owner)).await();
        List<List<String>> seen = new ArrayList<>();
        duringWrites = List.of(() -> sendAtOnce("new before the mark"), () -> {
            sendAtOnce("new");
            seen.add(browse());
            owner.close();
            seen.add(take("q"));
            seen.add(take("dead"));
        });
        purge();
        environment.advance(ofSeconds(1));
        List<String> kept = List.of("new before the mark", "new");
        assertEquals(List.of(kept, kept, List.of()), seen);
        assertEquals(List.of(MANY), purged);
        assertEquals(List.of(), take("dead"));
        assertEquals(2, engine.statistics("q").await().inFlight());
        assertEquals(0, engine.statistics("q").await().expired());
        assertEquals(0, engine.statistics("q").await().available());
    }

    @Test
    void othersAreServedBetweenTheParts() {
        fill();
        List<String> order = new ArrayList<>();
        engine.purge("q").whenDone((count, error) -> order.add("purged"));
        engine.send(Target.queue("dead"), List.of(text("x").persistent(true)))
                .whenDone((sent, error) -> order.add("sent"));
        environment.settle();
        assertEquals(List.of("sent", "purged"), order);
    }

    @Test
    void aPurgeWhoseMarkIsStoredIsCompleteAfterACrash() {
        fill();
        duringWrites = List.of(() -> {}, () -> disk.refuseWrites(true));
        purge();
        disk.refuseWrites(false);
        open();
        assertEquals(List.of(), take("q"));
    }

    @Test
    void aStoreThatFailsInTheMiddleIsAskedAgain() {
        fill();
        duringWrites = List.of(() -> {}, () -> disk.refuseWrites(true));
        purge();
        assertEquals(List.of(MANY), purged);
        assertEquals(List.of(), take("q"));
        disk.refuseWrites(false);
        environment.advance(ofSeconds(5));
        assertEquals(0, engine.statistics("q").await().available());
        assertEquals(List.of(), browse());
    }

    @Test
    void aPurgeThatIsRefusedHasChangedNothing() {
        fill();
        disk.refuseWrites(true);
        List<Exception> errors = new ArrayList<>();
        engine.purge("q").whenDone((count, error) -> errors.add(error));
        environment.settle();
        disk.refuseWrites(false);
        assertEquals(1, errors.size());
        assertEquals(MANY, engine.statistics("q").await().available());
        assertEquals(MANY, browse().size());
    }
}
