package org.leasemq.engine.local;

import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Store;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** An engine to try things on, once on each kind of store. */
@ParameterizedClass
@EnumSource
public abstract class EngineFixture {
    /** Where the engine keeps what is durable. */
    protected enum Kind {
        FAKE,
        DERBY
    }

    /** Tells which messages have a body that begins with the text. */
    private static final FilterLanguage BEGINS_WITH = text -> {
        if (text.isEmpty()) {
            throw new EngineException.InvalidFilter("a filter needs a beginning");
        }
        return message -> message.body().asText().startsWith(text);
    };

    @Parameter
    protected Kind kind;

    @TempDir
    private Path directory;

    protected final SettableClock clock = new SettableClock();
    protected final Disk disk = new Disk();
    protected ManualEnvironment environment;
    protected LeaseEngine engine;
    private Store store;
    private SlowStore slowStore;

    @BeforeEach
    protected void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        store = openStore();
        slowStore = new SlowStore(store, environment);
        engine = LocalEngine.open(slowStore, settings(), environment);
    }

    /** How long each write takes from now on. */
    protected void slowDown(Duration duration) {
        slowStore.slowDown(duration);
    }

    /** What the engine is opened on; not while it is open. */
    protected Store openStore() {
        return switch (kind) {
            case FAKE -> new FakeStore(disk, clock);
            case DERBY -> openDerby();
        };
    }

    private Store openDerby() {
        Path database = directory.resolve("database");
        if (!Files.exists(database)) {
            EmptyDatabase.copyTo(database);
        }
        return DerbyStore.open(database, DerbySettings.defaults(), clock);
    }

    protected EngineSettings settings() {
        return EngineSettings.defaults().withMemoryBudget(10_000).withFilters(Map.of("begins-with", BEGINS_WITH));
    }

    @AfterEach
    protected void close() {
        engine.close();
    }

    protected static Filter beginsWith(String text) {
        return new Filter("begins-with", text);
    }

    // ---------------------------------------------------------------------------------------------- helpers

    protected void restart() {
        engine.close();
        open();
    }

    /** As after kill -9; the engine has no chance to store anything more. */
    protected void crashAndRestart() {
        store.close();
        open();
    }

    protected static Message text(String body) {
        return Message.of(Body.text(body));
    }

    protected Sent send(Target to, Message message) {
        return engine.send(to, List.of(message)).await().get(0).get();
    }

    protected void sendAll(Target to, String... bodies) {
        Arrays.stream(bodies).forEach(body -> send(to, text(body)));
    }

    protected List<Delivery> take(String queue, int max) {
        return engine.receive(ReceiveRequest.from(queue).upTo(max).waiting(ZERO))
                .await();
    }

    protected Delivery takeOne(String queue) {
        List<Delivery> deliveries = take(queue, 1);
        assertEquals(1, deliveries.size(), "deliveries from " + queue);
        return deliveries.get(0);
    }

    protected static List<String> bodies(List<Delivery> deliveries) {
        return deliveries.stream().map(EngineFixture::body).toList();
    }

    protected static String body(Delivery delivery) {
        return delivery.message().body().asText();
    }

    protected List<String> drain(String queue) {
        List<String> bodies = new ArrayList<>();
        for (List<Delivery> some = take(queue, 10); !some.isEmpty(); some = take(queue, 10)) {
            bodies.addAll(bodies(some));
            delete(queue, some);
        }
        return bodies;
    }

    protected void delete(String queue, List<Delivery> deliveries) {
        engine.delete(queue, deliveries.stream().map(Delivery::receipt).toList())
                .await()
                .forEach(Outcome::get);
    }

    protected void advance(Duration duration) {
        environment.advance(duration);
    }
}
