package org.leasemq.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.engine.Body;
import org.leasemq.engine.Branch;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.Owner;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.Receipt;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.RedrivePolicy;
import org.leasemq.engine.Sent;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.Subscription;
import org.leasemq.engine.Target;
import org.leasemq.engine.UnitOfWork;
import org.leasemq.engine.VisibilityChange;
import org.leasemq.engine.local.EngineSettings;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.simulation.Letter.Certainty;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/**
 * One life of an engine, decided by a seed: who does what, when tasks and timers run, what happens while the store writes,
 * and when the process dies. The {@link Model} looks on and complains.
 */
final class Simulation {
    private static final String STANDARD = "standard";
    private static final String FIFO = "groups.fifo";
    private static final String ONCE = "once";
    private static final String PLAIN = "plain";
    private static final List<String> SENDABLE = List.of(STANDARD, FIFO, ONCE, PLAIN);
    private static final String TOPIC = "news";
    private static final List<String> SUBSCRIBERS = List.of("reader", "listener");
    private static final List<String> ALL =
            List.of(STANDARD, FIFO, ONCE, PLAIN, "dead", "dead.fifo", "reader", "listener");
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    private final RandomGenerator random;
    private final SettableClock clock = new SettableClock();
    private final Disk disk;
    private final Model model = new Model(
            Map.of(STANDARD, 3, FIFO, 3, ONCE, 1),
            Map.of(STANDARD, "dead", FIFO, "dead.fifo", ONCE, "dead"),
            DEDUPLICATION.toMillis());
    private final int chaos;
    private final Consumer<String> trace;

    private ManualEnvironment environment;
    private LeaseEngine engine;
    private final List<Owner> owners = new ArrayList<>();
    private final List<Completion<List<Delivery>>> waiting = new ArrayList<>();
    private final List<Undecided> branches = new ArrayList<>();
    private final List<Receipt> oldReceipts = new ArrayList<>();
    /** Grows with every start of the engine; answers to questions of an earlier one are not heard. */
    private int life;

    private int depth;
    private int bodies;
    private boolean calm;
    private Throwable complaint;
    /** Whether the store failed since the engine was started. */
    private boolean storeFailed;

    /** @param trace is told what happens */
    Simulation(long seed, Consumer<String> trace) {
        this.trace = trace;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        disk = new Disk(new UUID(1, seed), 1 + random.nextInt(8));
        chaos = random.nextInt(4);
    }

    /** Lives through some steps, then comes to rest, and looks whether everything is where it should be. */
    void run(int steps) throws Throwable {
        start();
        for (int step = 0; step < steps; step++) {
            try {
                act();
            } catch (SimulatedStore.Death e) {
                restartAfterCrash();
            }
            complain();
        }
        rest();
        complain();
    }

    private void start() {
        life++;
        storeFailed = false;
        environment = new ManualEnvironment(clock, random);
        SimulatedStore store = new SimulatedStore(new FakeStore(disk, clock), this::meanwhile, trace);
        EngineSettings settings = new EngineSettings(
                2000, Duration.ofMillis(2), DEDUPLICATION, new EngineSettings.Reclaiming(200, 3), Map.of());
        boolean wasCalm = calm;
        calm = true;
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
        calm = wasCalm;
        Set<String> there = engine.branches().stream().map(Branch::id).collect(Collectors.toSet());
        branches.forEach(branch -> branch.afterCrash(there.contains(branch.id)));
        branches.removeIf(branch -> branch.state == Undecided.State.OVER);
    }

    private void create(String name, QueueAttributes attributes) {
        engine.createQueue(name, attributes).await();
    }

    private void restartAfterCrash() {
        model.crashed(storeFailed);
        forget();
        depth = 0;
        disk.refuseWrites(false);
        start();
    }

    private void restartInGoodOrder() {
        boolean wasCalm = calm;
        calm = true;
        disk.refuseWrites(false);
        environment.settle();
        engine.close();
        for (Letter letter : model.letters()) {
            if (!letter.leaseIsDurable) {
                letter.endLease();
            }
            if (!letter.message.persistent()) {
                letter.deleted = Certainty.YES;
            }
        }
        forget();
        calm = wasCalm;
        start();
    }

    private void forget() {
        owners.clear();
        waiting.clear();
        life++;
    }

    /** Around a write: others act, and maybe the process dies. */
    private void meanwhile() {
        if (calm || depth > 1) {
            return;
        }
        depth++;
        int events = random.nextInt(3);
        for (int i = 0; i < events; i++) {
            actWithoutTasks();
        }
        depth--;
        if (chaos > 0 && random.nextInt(60) < chaos) {
            life++;
            trace.accept("death");
            throw new SimulatedStore.Death();
        }
    }

    private void act() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> environment.runTask();
            case 6 -> environment.advance(Duration.ofMillis(random.nextInt(5)));
            case 7 -> environment.advance(Duration.ofSeconds(random.nextInt(random.nextInt(20) == 0 ? 400 : 20)));
            case 8 -> failOrHeal();
            case 9 -> {
                if (random.nextInt(20) == 0) {
                    restartInGoodOrder();
                }
            }
            default -> actWithoutTasks();
        }
    }

    private void failOrHeal() {
        boolean fails = chaos > 1 && random.nextInt(10) == 0;
        disk.refuseWrites(fails);
        storeFailed |= fails;
    }

    private void actWithoutTasks() {
        switch (random.nextInt(28)) {
            case 0, 1, 2, 3, 4 -> send();
            case 5, 6, 7 -> receiveForSomeTime();
            case 8, 9, 10, 11, 12 -> receiveAsOwner();
            case 13, 14, 15 -> delete(aLeased());
            case 16 -> deleteByOldReceipt();
            case 17 -> changeVisibility(aLeased());
            case 18, 19 -> release(aLeased());
            case 20, 21 -> commit();
            case 22 -> closeAnOwner();
            case 23 -> publish();
            case 24 -> prepare();
            case 25, 26 -> decide();
            default -> rarely();
        }
    }

    private void rarely() {
        switch (random.nextInt(6)) {
            case 0 -> purge();
            case 4 -> makeNoise();
            case 3 -> deleteAndCreateAgain();
            case 1 -> {
                if (!waiting.isEmpty()) {
                    waiting.remove(random.nextInt(waiting.size())).cancel();
                }
            }
            case 2 -> giveBack(aLeased());
            default -> disk.beFull(random.nextBoolean() && chaos > 2);
        }
    }

    // ----------------------------------------------------------------------------------------------- actions

    private void send() {
        String queue = any(SENDABLE);
        List<Letter> letters = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            letters.add(newLetter(queue));
        }
        send(queue, letters);
    }

    private void send(String queue, List<Letter> letters) {
        Completion<List<Outcome<Sent>>> completion;
        try {
            completion = engine.send(
                    queue, letters.stream().map(letter -> letter.message).toList());
        } catch (EngineException.NoRoom e) {
            letters.forEach(model::refused);
            return;
        }
        hear(completion, (outcomes, error) -> {
            for (int i = 0; i < letters.size(); i++) {
                sent(letters.get(i), error == null ? outcomes.get(i) : new Outcome.Refused<>(error));
            }
        });
    }

    private void sent(Letter letter, Outcome<Sent> outcome) {
        if (outcome instanceof Outcome.Done<Sent> done) {
            model.sent(letter, done.value(), clock.millis());
        } else {
            model.refused(letter);
        }
    }

    /** One message for all who subscribe, which makes a letter for each. */
    private void publish() {
        NewMessage message = newMessage("m" + bodies++, TOPIC);
        List<Letter> letters = SUBSCRIBERS.stream()
                .map(subscriber -> model.publishing(subscriber, message))
                .toList();
        Completion<List<Outcome<Sent>>> completion;
        try {
            completion = engine.send(Target.topic(TOPIC), List.of(message));
        } catch (EngineException.NoRoom e) {
            letters.forEach(model::refused);
            return;
        }
        hear(completion, (outcomes, error) -> {
            Outcome<Sent> outcome = error == null ? outcomes.get(0) : new Outcome.Refused<>(error);
            trace.accept("published " + letters + ": " + outcome);
            for (int i = 0; i < letters.size(); i++) {
                if (outcome instanceof Outcome.Done<Sent> done) {
                    model.published(letters.get(i), done.value(), i);
                } else {
                    model.refused(letters.get(i));
                }
            }
        });
    }

    /** One tenant has so much in flight that its next messages wait for those of others. */
    private void makeNoise() {
        List<Letter> letters = Stream.generate(() -> "m" + bodies++)
                .limit(40)
                .map(body -> model.sending(
                        body, PLAIN, NewMessage.of(Body.text(body)).ofTenant("t0")))
                .toList();
        send(PLAIN, letters);
        Duration visibility = Duration.ofSeconds(1 + random.nextInt(40));
        ReceiveRequest request = ReceiveRequest.from(PLAIN)
                .upTo(36)
                .waiting(Duration.ofSeconds(random.nextInt(10)))
                .visibleAfter(visibility);
        receive(request, new Object(), visibility.toMillis());
    }

    private Letter newLetter(String queue) {
        String body = "m" + bodies++;
        return model.sending(body, queue, newMessage(body, queue));
    }

    private NewMessage newMessage(String body, String queue) {
        NewMessage message = NewMessage.of(Body.text(body));
        if (queue.equals(FIFO)) {
            message = message.inGroup("g" + random.nextInt(3));
            if (random.nextInt(3) == 0) {
                message = message.withDeduplicationId("d" + random.nextInt(20));
            }
        } else if (random.nextInt(3) == 0) {
            message = message.inGroup("g" + random.nextInt(2));
        } else if (random.nextInt(3) == 0) {
            message = message.ofTenant("t" + random.nextInt(3));
        }
        if (random.nextInt(8) == 0) {
            message = message.delayedBy(Duration.ofSeconds(random.nextInt(30)));
        }
        if (random.nextInt(10) == 0) {
            message = message.expiringAfter(Duration.ofSeconds(1 + random.nextInt(60)));
        }
        if (!queue.equals(FIFO) && random.nextInt(10) == 0) {
            message = message.persistent(false);
        }
        return message;
    }

    private void receiveForSomeTime() {
        String queue = any(ALL);
        Duration visibility = Duration.ofSeconds(1 + random.nextInt(40));
        ReceiveRequest request = ReceiveRequest.from(queue)
                .upTo(1 + random.nextInt(10))
                .waiting(Duration.ofSeconds(random.nextInt(10)))
                .visibleAfter(visibility);
        receive(request, new Object(), visibility.toMillis());
    }

    private void receiveAsOwner() {
        if (owners.size() < 4) {
            owners.add(engine.openOwner("owner " + owners.size()));
        }
        Owner owner = any(owners);
        Duration wait = random.nextInt(4) == 0 ? ReceiveRequest.FOREVER : Duration.ofSeconds(random.nextInt(5));
        ReceiveRequest request = ReceiveRequest.from(any(ALL))
                .upTo(1 + random.nextInt(4))
                .waiting(wait)
                .ownedBy(owner);
        receive(request, owner, 0);
    }

    /** The end of a lease counts from when it was taken, which is between now and the answer: the model takes the earliest. */
    private void receive(ReceiveRequest request, Object holder, long visibility) {
        Completion<List<Delivery>> completion = engine.receive(request);
        waiting.add(completion);
        long asked = clock.millis();
        hear(completion, (deliveries, error) -> {
            waiting.remove(completion);
            if (error != null) {
                throw new AssertionError("a receive failed", error);
            }
            long until = visibility == 0 ? Long.MAX_VALUE : asked + visibility;
            for (Delivery delivery : deliveries) {
                handOver(request.queue(), delivery, holder, until);
            }
        });
    }

    private void handOver(String queue, Delivery delivery, Object holder, long until) {
        oldReceipts.add(delivery.receipt());
        trace.accept("delivered " + delivery.receipt() + " from " + queue + " to " + holder);
        try {
            model.delivered(queue, delivery, holder, until, clock.millis(), life);
        } catch (EngineException.LeaseEnded e) {
            model.goneBeforeItWasSeen(delivery.sequenceNumber());
        }
    }

    private void delete(Letter letter) {
        if (letter == null) {
            return;
        }
        trace.accept("delete " + letter);
        letter.askDeletion(life);
        Completion<List<Outcome<Receipt>>> completion = engine.delete(placeOf(letter), List.of(letter.lease));
        if (random.nextInt(4) == 0) {
            completion.background();
            return;
        }
        hear(
                completion,
                (outcomes, error) -> letter.deletionAnswered(error == null && outcomes.get(0) instanceof Outcome.Done));
    }

    private void deleteByOldReceipt() {
        if (oldReceipts.isEmpty()) {
            return;
        }
        Receipt receipt = any(oldReceipts);
        String queue = any(ALL);
        Letter letter = model.letters().stream()
                .filter(one -> one.receipt != null && one.receipt.sequenceNumber() == receipt.sequenceNumber())
                .findFirst()
                .orElse(null);
        if (letter == null || letter.deleted != Certainty.NO || letter.dead) {
            return;
        }
        boolean mayWork = queue.equals(letter.queue);
        if (mayWork) {
            letter.askDeletion(life);
        }
        hear(engine.delete(queue, List.of(receipt)), (outcomes, error) -> {
            boolean done = error == null && outcomes.get(0) instanceof Outcome.Done;
            if (mayWork && done && (letter.dead || mayHaveMoved(letter))) {
                letter.deletionLeftOpen();
            } else if (mayWork) {
                letter.deletionAnswered(done);
            }
        });
    }

    /** Deleting what is no longer in the queue succeeds, so it tells nothing when the message may have moved. */
    private boolean mayHaveMoved(Letter letter) {
        return letter.queue.equals(ONCE) || letter.queue.equals(STANDARD) || letter.queue.equals(FIFO);
    }

    private void changeVisibility(Letter letter) {
        if (letter == null) {
            return;
        }
        trace.accept("change visibility of " + letter);
        Duration visibility = Duration.ofSeconds(random.nextInt(3) == 0 ? 0 : random.nextInt(40));
        Receipt lease = letter.lease;
        letter.endLease();
        long until = clock.millis() + visibility.toMillis();
        if (!visibility.isZero()) {
            letter.lease = lease;
            letter.holder = new Object();
            letter.leasedUntil = until;
            letter.leaseIsDurable = false;
        }
        Object holder = letter.holder;
        hear(
                engine.changeVisibility(placeOf(letter), List.of(new VisibilityChange(lease, visibility))),
                (outcomes, error) -> letter.leaseIsDurable |= error == null && letter.holder == holder);
    }

    private void release(Letter letter) {
        if (letter != null) {
            trace.accept("release " + letter);
            Receipt lease = letter.lease;
            letter.endLease();
            engine.release(List.of(lease));
        }
    }

    private void giveBack(Letter letter) {
        if (letter != null) {
            Receipt lease = letter.lease;
            letter.endLease();
            letter.deliveries--;
            letter.surplus++;
            engine.giveBack(List.of(lease));
        }
    }

    /** An owner sends and deletes in one step. */
    private void commit() {
        if (owners.isEmpty()) {
            return;
        }
        Owner owner = any(owners);
        List<Letter> held = model.letters().stream()
                .filter(letter -> letter.holder == owner && canBeDeleted(letter) && random.nextBoolean())
                .toList();
        List<Letter> out = random.nextBoolean() ? List.of(newLetter(any(SENDABLE))) : List.of();
        UnitOfWork work = unit(held, out);
        held.forEach(letter -> letter.askDeletion(life));
        Completion<List<Sent>> completion;
        try {
            completion = engine.commit(work);
        } catch (EngineException.NoRoom e) {
            held.forEach(letter -> letter.deletionAnswered(false));
            out.forEach(model::refused);
            return;
        }
        hear(completion, (sent, error) -> {
            held.forEach(letter -> letter.deletionAnswered(error == null));
            for (int i = 0; i < out.size(); i++) {
                sent(out.get(i), error == null ? new Outcome.Done<>(sent.get(i)) : new Outcome.Refused<>(error));
            }
        });
    }

    /** An owner prepares a unit of work. */
    private void prepare() {
        if (owners.isEmpty()) {
            return;
        }
        Owner owner = any(owners);
        List<Letter> held = model.letters().stream()
                .filter(letter -> letter.holder == owner && !letter.queue.equals(PLAIN))
                .filter(letter -> letter.message.persistent() && canBeDeleted(letter) && random.nextBoolean())
                .toList();
        List<Letter> out = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String queue = random.nextBoolean() ? STANDARD : ONCE;
            String body = "m" + bodies++;
            NewMessage message =
                    newMessage(body, queue).delayedBy(null).expiringAfter(null).persistent(true);
            out.add(model.sending(body, queue, message));
        }
        Undecided branch = new Undecided("b" + bodies++, held, out);
        trace.accept("prepare " + branch.id + " with " + held + " and " + out);
        Completion<Branch> completion;
        try {
            completion = engine.prepare(branch.id, unit(held, out));
        } catch (EngineException.NoRoom e) {
            branch.notPrepared(true);
            return;
        }
        branches.add(branch);
        hear(completion, (done, error) -> {
            trace.accept(branch.id + (error == null ? " is prepared" : " is not prepared: " + error));
            if (error == null) {
                branch.prepared();
            } else {
                branch.notPrepared(owners.contains(owner));
            }
        });
    }

    private void decide() {
        List<Undecided> prepared = branches.stream()
                .filter(branch -> branch.state == Undecided.State.PREPARED)
                .toList();
        if (!prepared.isEmpty()) {
            decide(any(prepared), random.nextInt(3) > 0);
        }
    }

    private void decide(Undecided branch, boolean commit) {
        trace.accept((commit ? "commit " : "roll back ") + branch.id);
        branch.deciding(commit);
        hear(engine.settle(branch.id, commit), (done, error) -> {
            trace.accept(branch.id + (error == null ? " is decided" : " is not decided: " + error));
            if (error == null) {
                branch.decided();
            } else {
                branch.prepared();
            }
        });
    }

    private static UnitOfWork unit(List<Letter> held, List<Letter> out) {
        return new UnitOfWork(
                out.stream()
                        .map(letter -> new UnitOfWork.Send(Target.queue(letter.queue), letter.message))
                        .toList(),
                held.stream().map(letter -> letter.lease).toList());
    }

    private void closeAnOwner() {
        if (owners.isEmpty()) {
            return;
        }
        Owner owner = owners.remove(random.nextInt(owners.size()));
        for (Letter letter : model.letters()) {
            if (letter.holder == owner) {
                letter.endLease();
            }
        }
        trace.accept("close " + owner);
        owner.close();
    }

    private void purge() {
        List<Letter> there = inPlain();
        there.forEach(letter -> letter.askDeletion(life));
        hear(engine.purge(PLAIN), (count, error) -> there.forEach(letter -> letter.deletionAnswered(error == null)));
    }

    /** Where the store does not fail, since a queue that could not be created again would be missed. */
    private void deleteAndCreateAgain() {
        if (chaos > 1) {
            return;
        }
        inPlain().forEach(letter -> letter.askDeletion(life));
        engine.deleteQueue(PLAIN).background();
        engine.createQueue(PLAIN, QueueAttributes.standardQueue()).background();
    }

    private List<Letter> inPlain() {
        return model.letters().stream()
                .filter(letter -> letter.queue.equals(PLAIN) && letter.deleted != Certainty.YES)
                .filter(letter -> letter.sent != Certainty.NO)
                .toList();
    }

    // ------------------------------------------------------------------------------------------------ helpers

    /** Listens for an answer in this life of the engine; keeps what is wrong with it for {@link #run}. */
    private <T> void hear(Completion<T> completion, BiConsumer<T, EngineException> listener) {
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

    private void complain() throws Throwable {
        if (complaint != null) {
            throw complaint;
        }
    }

    private String placeOf(Letter letter) {
        if (!letter.dead) {
            return letter.queue;
        }
        return letter.queue.equals(FIFO) ? "dead.fifo" : "dead";
    }

    private boolean canBeDeleted(Letter letter) {
        return letter.isLeasedAt(clock.millis()) && letter.deleted == Certainty.NO;
    }

    private Letter aLeased() {
        List<Letter> leased =
                model.letters().stream().filter(this::canBeDeleted).toList();
        return leased.isEmpty() ? null : any(leased);
    }

    private <T> T any(List<T> elements) {
        return elements.get(random.nextInt(elements.size()));
    }

    // --------------------------------------------------------------------------------------------- coming to rest

    /** No more faults: everything that must be there comes out once, and nothing else. */
    private void rest() {
        calm = true;
        disk.refuseWrites(false);
        disk.beFull(false);
        environment.settle();
        restartInGoodOrder();
        branches.forEach(branch -> decide(branch, true));
        environment.settle();
        environment.advance(Duration.ofHours(13));
        for (String queue : ALL) {
            drain(queue);
        }
        for (Letter letter : model.letters()) {
            Model.check(!model.mustExist(letter, clock.millis()), letter, "is lost");
        }
        for (String queue : ALL) {
            Model.check(
                    engine.statistics(queue).available() == 0
                            && engine.statistics(queue).inFlight() == 0
                            && engine.statistics(queue).delayed() == 0,
                    null,
                    "counts are left in " + queue + ": " + engine.statistics(queue));
        }
        engine.close();
    }

    private void drain(String queue) {
        while (true) {
            Object holder = new Object();
            ReceiveRequest request = ReceiveRequest.from(queue).upTo(10).waiting(Duration.ZERO);
            List<Delivery> deliveries = engine.receive(request).await();
            environment.settle();
            if (deliveries.isEmpty()) {
                return;
            }
            for (Delivery delivery : deliveries) {
                Letter letter = model.delivered(queue, delivery, holder, clock.millis() + 30_000, clock.millis(), life);
                engine.delete(queue, List.of(delivery.receipt())).await().get(0).get();
                letter.deleted = Certainty.YES;
            }
        }
    }
}
