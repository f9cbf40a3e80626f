package org.leasemq.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.Receipt;
import org.leasemq.engine.RedrivePolicy;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.Subscription;
import org.leasemq.engine.local.EngineSettings;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.simulation.Letter.Certainty;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What the parts of a simulation share: the engine of this life, who is there, and the model that looks on. */
final class World {
    static final String STANDARD = "standard";
    static final String FIFO = "groups.fifo";
    static final String ONCE = "once";
    static final String PLAIN = "plain";
    static final List<String> SENDABLE = List.of(STANDARD, FIFO, ONCE, PLAIN);
    static final String TOPIC = "news";
    static final List<String> SUBSCRIBERS = List.of("reader", "listener");
    static final List<String> ALL = List.of(STANDARD, FIFO, ONCE, PLAIN, "dead", "dead.fifo", "reader", "listener");
    static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    final RandomGenerator random;
    final SettableClock clock = new SettableClock();
    final Disk disk;
    final Model model = new Model(
            Map.of(STANDARD, 3, FIFO, 3, ONCE, 1),
            Map.of(STANDARD, "dead", FIFO, "dead.fifo", ONCE, "dead"),
            DEDUPLICATION.toMillis());
    /** From 0, where nothing goes wrong, to 3. */
    final int chaos;

    final Consumer<String> trace;

    ManualEnvironment environment;
    LeaseEngine engine;
    final List<Owner> owners = new ArrayList<>();
    final List<Completion<List<Delivery>>> waiting = new ArrayList<>();
    final List<Undecided> branches = new ArrayList<>();
    final List<Receipt> oldReceipts = new ArrayList<>();
    /** Grows with every start of the engine; answers to questions of an earlier one are not heard. */
    int life;

    private int bodies;
    private Throwable complaint;

    /** @param trace is told what happens */
    World(long seed, Consumer<String> trace) {
        this.trace = trace;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        disk = new Disk(new UUID(1, seed), 1 + random.nextInt(8));
        chaos = random.nextInt(4);
    }

    /** Opens an engine on what is on the disk, with all queues. */
    void openEngine(Runnable aroundWrites) {
        environment = new ManualEnvironment(clock, random);
        SimulatedStore store = new SimulatedStore(new FakeStore(disk, clock), aroundWrites, trace);
        EngineSettings settings = new EngineSettings(
                2000, Duration.ofMillis(2), DEDUPLICATION, new EngineSettings.Reclaiming(200, 3), Map.of());
        engine = LocalEngine.open(store, settings, environment);
        create("dead", QueueAttributes.standardQueue());
        create("dead.fifo", QueueAttributes.fifoQueue());
        create(STANDARD, QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 3)));
        create(FIFO, QueueAttributes.fifoQueue().withRedrive(new RedrivePolicy("dead.fifo", 3)));
        create(ONCE, QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)));
        create(PLAIN, QueueAttributes.standardQueue());
        for (String subscriber : SUBSCRIBERS) {
            create(subscriber, QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to(TOPIC))));
        }
    }

    private void create(String name, QueueAttributes attributes) {
        engine.createQueue(name, attributes).await();
    }

    /** The process has ended: who was there is not any more. */
    void forget() {
        owners.clear();
        waiting.clear();
        life++;
    }

    /** Listens for an answer in this life of the engine; keeps what is wrong with it for {@link #complain}. */
    <T> void hear(Completion<T> completion, BiConsumer<T, EngineException> listener) {
        int mine = life;
        completion.whenDone((value, error) -> {
            try {
                if (mine == life && complaint == null) {
                    listener.accept(value, error);
                }
            } catch (RuntimeException | AssertionError e) {
                complaint = e;
            }
        });
    }

    /** @throws Throwable what was wrong with an answer */
    void complain() throws Throwable {
        if (complaint != null) {
            throw complaint;
        }
    }

    String newBody(String prefix) {
        return prefix + bodies++;
    }

    String placeOf(Letter letter) {
        if (!letter.dead) {
            return letter.queue;
        }
        return letter.queue.equals(FIFO) ? "dead.fifo" : "dead";
    }

    boolean canBeDeleted(Letter letter) {
        return letter.isLeasedAt(clock.millis()) && letter.deleted == Certainty.NO;
    }

    Letter aLeased() {
        List<Letter> leased =
                model.letters().stream().filter(this::canBeDeleted).toList();
        return leased.isEmpty() ? null : any(leased);
    }

    <T> T any(List<T> elements) {
        return elements.get(random.nextInt(elements.size()));
    }
}
