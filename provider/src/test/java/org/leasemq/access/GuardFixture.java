package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.AccessDenied;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** An engine, and users who may do some things with it. */
abstract class GuardFixture {
    static final QueueAttributes STANDARD = QueueAttributes.standardQueue();

    final SettableClock clock = new SettableClock();
    final Disk disk = new Disk();
    ManualEnvironment environment;
    LocalEngine engine;

    /** One who uses the engine as a process does. */
    final class User {
        final LeaseEngine engine;
        final UUID client = UUID.randomUUID();
        final UUID owner = UUID.randomUUID();

        User(LeaseEngine engine) {
            this.engine = engine;
            engine.openClient(client, "a test").await();
            engine.openOwner(client, owner, "a test").await();
        }

        List<Delivery> receive(String queue) {
            return engine.receive(new ReceiveRequest(queue, 1, Duration.ZERO, owner, null, null, Long.MAX_VALUE))
                    .await();
        }

        Receipt lease(String queue) {
            return receive(queue).get(0).receipt();
        }

        long use(String topic, String queue, boolean shared) {
            Completion<Long> used = engine.useSubscription(client, subscription(topic, queue, shared));
            environment.settle();
            return used.await();
        }
    }

    static SubscriptionUse subscription(String topic, String queue, boolean shared) {
        QueueAttributes attributes = STANDARD.withSubscriptions(List.of(Subscription.to(topic)));
        return new SubscriptionUse(queue, attributes, shared, true, List.of());
    }

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        engine = LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** @param rights such as {@code send queue:orders} */
    LeaseEngine guarded(String user, String... rights) {
        Map<Right, List<NamePattern>> patterns = new LinkedHashMap<>();
        for (String right : rights) {
            String[] words = right.split(" ", -1);
            List<NamePattern> names =
                    Arrays.stream(words).skip(1).map(NamePattern::parse).toList();
            patterns.put(Right.valueOf(words[0].toUpperCase(Locale.ROOT)), names);
        }
        Rights all = new Rights(List.of(new Role("role", Set.of("*"), patterns)), user);
        return new GuardedEngine(engine, new Guard(all, user, engine, engine));
    }

    User user(String name, String... rights) {
        return new User(guarded(name, rights));
    }

    static void denied(Executable... calls) {
        for (Executable call : calls) {
            assertThrows(AccessDenied.class, call);
        }
    }

    void queues(String... names) {
        Stream.of(names).forEach(name -> engine.createQueue(name, STANDARD).await());
    }

    static Message text(String body) {
        return Message.of(Body.text(body));
    }

    static void send(LeaseEngine engine, Target to, String body) {
        engine.send(to, List.of(text(body))).await().forEach(outcome -> outcome.get());
    }
}
