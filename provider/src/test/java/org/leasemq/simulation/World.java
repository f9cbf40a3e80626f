package org.leasemq.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.StoreException;

/** What the parts of a simulation share: the engine of this life, who is there, and the model that looks on. */
final class World {
    static final String STANDARD = "standard";
    static final String FIFO = "groups.fifo";
    static final String ONCE = "once";
    static final String PLAIN = "plain";
    /** Where messages of {@link #PLAIN} are moved to. */
    static final String OTHER = "other";

    static final String DEAD = "dead";
    static final String DEAD_FIFO = "dead.fifo";
    static final List<String> SENDABLE = List.of(STANDARD, FIFO, ONCE, PLAIN);
    static final String TOPIC = "news";
    /** Remembers what was published to the topic, and gets nothing. */
    static final String MEMORY = "memory.fifo";

    static final String READER = "reader";
    static final String LISTENER = "listener";
    /** Subscribes to what passes a filter, which changes. */
    static final String CHOOSY = "choosy";
    /** Is deleted and comes again. */
    static final String PASSENGER = "passenger";
    /** Does not outlive the process, and does not get what is too much for it. */
    static final String SLOW = "slow";

    static final List<String> SUBSCRIBERS = List.of(READER, LISTENER, CHOOSY, PASSENGER, SLOW);
    static final List<String> ALL =
            List.of(STANDARD, FIFO, ONCE, PLAIN, OTHER, DEAD, DEAD_FIFO, READER, LISTENER, CHOOSY, PASSENGER, SLOW);
    /** Bytes: some messages. */
    private static final long FOR_CONTENTS = 2000;

    private static final long FOR_A_SUBSCRIBER = 1500;
    private static final long FOR_EVERYTHING = 1 << 20;
    static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    final RandomGenerator random;
    final Dates dates = new Dates();
    final Disk disk;
    final Model model = new Model(
            dates,
            Map.of(STANDARD, 3, FIFO, 3, ONCE, 1),
            Map.of(STANDARD, DEAD, FIFO, DEAD_FIFO, ONCE, DEAD),
            DEDUPLICATION.toMillis());
    /** From 0, where nothing goes wrong, to 3. */
    final int chaos;
    /** How strange this life is, from 0 on: whether clocks jump, and so on. */
    final int kind;

    final Consumer<Supplier<String>> trace;

    final Elsewhere elsewhere = new Elsewhere(this);
    ManualEnvironment environment;
    MemoryAccount memory;
    private MemoryShare others;
    boolean memoryIsShort;
    private boolean diskIsFull;
    LeaseEngine engine;
    final List<Owner> owners = new ArrayList<>();
    /** Who waits for ever, and for what. */
    final Map<Completion<List<Delivery>>, ReceiveRequest> waiting = new LinkedHashMap<>();

    final List<Undecided> branches = new ArrayList<>();
    final List<Receipt> oldReceipts = new ArrayList<>();
    /** Questions of this life without an answer. */
    private final Set<Completion<?>> unanswered = new LinkedHashSet<>();
    /** Grows with every start of the engine; answers to questions of an earlier one are not heard. */
    int life;

    /** Whether nothing goes wrong at present. */
    boolean calm;
    /** Whether the process has died, so that it has to be started again. */
    boolean isDead;

    private int bodies;
    private Throwable complaint;

    /** @param trace is told what happens */
    World(long seed, Consumer<Supplier<String>> trace) {
        this.trace = trace;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        disk = new Disk(new UUID(1, seed), 1 + random.nextInt(8));
        chaos = random.nextInt(4);
        kind = random.nextInt(8);
    }

    /** Opens an engine on what is on the disk, with all queues. */
    void openEngine(Runnable before, Runnable afterwards) {
        environment = new ManualEnvironment(dates.clock, random);
        SimulatedStore store =
                new SimulatedStore(new FakeStore(disk, dates.clock), before, this::mayNotBeReadable, afterwards, trace);
        memory = new MemoryAccount(FOR_EVERYTHING);
        others = memory.share();
        memoryIsShort = false;
        EngineSettings settings = new EngineSettings(
                memory,
                FOR_CONTENTS,
                FOR_A_SUBSCRIBER,
                Duration.ofMillis(2),
                DEDUPLICATION,
                new EngineSettings.Reclaiming(200, 3),
                Map.of(Bodies.LANGUAGE, text -> Bodies.condition(text, this::mayThrowAnswering)));
        engine = LocalEngine.open(store, settings, environment);
        model.found(PASSENGER, engine.findQueue(PASSENGER).await().isPresent());
        create(DEAD, QueueAttributes.standardQueue());
        create(DEAD_FIFO, QueueAttributes.fifoQueue());
        create(STANDARD, QueueAttributes.standardQueue().withRedrive(new RedrivePolicy(DEAD, 3)));
        create(FIFO, QueueAttributes.fifoQueue().withRedrive(new RedrivePolicy(DEAD_FIFO, 3)));
        create(ONCE, QueueAttributes.standardQueue().withRedrive(new RedrivePolicy(DEAD, 1)));
        create(PLAIN, QueueAttributes.standardQueue());
        create(OTHER, QueueAttributes.standardQueue());
        create(MEMORY, QueueAttributes.fifoQueue().withDeduplicatedTopic(TOPIC));
        create(READER, Topic.all());
        create(LISTENER, Topic.all());
        create(CHOOSY, Topic.choosing(Bodies.filter(0)));
        create(PASSENGER, Topic.all());
        create(SLOW, Topic.all().withDurable(false));
    }

    private void create(String name, QueueAttributes attributes) {
        if (engine.findQueue(name).await().isEmpty()) {
            engine.createQueue(name, attributes).await();
        }
    }

    /** The process has ended: who was there is not any more. */
    void forget() {
        owners.clear();
        waiting.clear();
        unanswered.clear();
        isDead = false;
        life++;
    }

    /** Listens for an answer in this life of the engine; keeps what is wrong with it for {@link #complain}. */
    <T> void hear(Completion<T> completion, BiConsumer<T, EngineException> listener) {
        int mine = life;
        unanswered.add(completion);
        completion.whenDone((value, error) -> {
            try {
                if (mine == life && complaint == null) {
                    unanswered.remove(completion);
                    requireThatItGoesOn(error);
                    listener.accept(value, error);
                }
            } catch (RuntimeException | AssertionError e) {
                complain(e);
            }
            mayThrow();
        });
    }

    /** What is called back may throw, which it should not. */
    void mayThrow() {
        if (chaos > 2 && !calm && random.nextInt(50) == 0) {
            throw random.nextBoolean() ? new Fault.Unforeseen() : exhausted();
        }
    }

    /** So may a filter. An exception says that a message does not pass, so here only that which does not pass causes one. */
    private void mayThrowAnswering(boolean passes) {
        try {
            mayThrow();
        } catch (Fault.Unforeseen e) {
            if (!passes) {
                throw e;
            }
        }
    }

    private void mayNotBeReadable() {
        mayThrow();
        if (chaos > 2 && !calm && oneIn(50)) {
            throw new StoreException("unreadable");
        }
    }

    /** Others of the process take all memory, or give it back. */
    void beShortOfMemory(boolean value) {
        if (value && !memoryIsShort) {
            others.take(MemoryShare.Use.REQUESTS, FOR_EVERYTHING);
        } else if (!value && memoryIsShort) {
            others.giveBack(MemoryShare.Use.REQUESTS, FOR_EVERYTHING);
        }
        memoryIsShort = value;
    }

    void beFull(boolean value) {
        disk.beFull(value);
        diskIsFull = value;
    }

    /** Whether letters may be refused for want of room: contents that are in the store as well make room for others. */
    boolean mayLackRoomFor(List<Letter> letters) {
        boolean someLast = letters.stream().anyMatch(letter -> !letter.message.persistent());
        return memoryIsShort || diskIsFull || someLast && model.anyInMemoryOnly(letters);
    }

    private static RuntimeException exhausted() {
        throw new Fault.Exhaustion();
    }

    /** Nothing that is done to the engine may end it, but the death of its process. */
    static void requireThatItGoesOn(EngineException error) {
        if (error instanceof EngineException.Failed) {
            throw new AssertionError("The engine has failed", error);
        }
    }

    /** Keeps what is wrong until somebody asks. */
    void complain(Throwable what) {
        complaint = complaint == null ? what : complaint;
    }

    /** @throws Throwable what was wrong with an answer */
    void complain() throws Throwable {
        if (complaint != null) {
            throw complaint;
        }
    }

    /** Nothing is going on any more: everything has been answered, but receives that wait for ever. */
    void everythingIsAnswered() {
        for (Completion<?> completion : unanswered) {
            if (!waiting.containsKey(completion)) {
                throw new AssertionError("No answer ever comes to " + completion);
            }
        }
    }

    String newBody(String prefix) {
        return prefix + bodies++;
    }

    boolean canBeDeleted(Letter letter) {
        return letter.isLeasedAt(dates.elapsed()) && letter.isThereUnlessItsQueueGoes();
    }

    Letter aLeased() {
        List<Letter> leased = model.letters().stream()
                .filter(letter -> canBeDeleted(letter) && letter.goesWithQueue == 0)
                .toList();
        return leased.isEmpty() ? null : any(leased);
    }

    <T> T any(List<T> elements) {
        return elements.get(random.nextInt(elements.size()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }
}
