package org.leasemq.engine.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Client;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.remote.RemoteEngine;
import org.leasemq.remote.Session;
import org.leasemq.remote.Waiting;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/**
 * A server is killed and started again in the middle of everything, and the connection is cut, while a client moves messages from one
 * queue to another: nothing is lost, nothing is there twice, and what was told has happened.
 */
class RestartedServerTest {
    private static final int MESSAGES = 60;
    private static final int MOVES_BETWEEN_KILLS = 40;

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private RandomGenerator random;
    private Network network;
    private ManualEnvironment environment;
    private LocalEngine local;
    private int kills;

    private LocalEngine start() {
        environment = new ManualEnvironment(clock, random);
        return LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    }

    /** The engine of a server that has just been started, for who is elsewhere. */
    private LeaseEngine connect(long seed, Waiting waiting) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        network = new Network(random);
        Session session = new Session(new UUID(random.nextLong(), random.nextLong()), "a test", 10_000, waiting, clock);
        LeaseEngine remote =
                new RemoteEngine(session, random, MemoryAccount.ofThisProcess().share(), 8);
        local = start();
        network.connect(session, CarriedEngine.served(local, network, clock));
        return remote;
    }

    private void restart() {
        local = start();
        network.restart(CarriedEngine.served(local, network, clock));
    }

    /** Whoever waits has frames moved, until the server is killed the next time. */
    private void move(Completion<?> call) {
        moveOnly(call);
        if (random.nextInt(4) == 0 && !call.isDone()) {
            kills++;
            restart();
        }
    }

    @RepeatedTest(40)
    void whateverIsKilledNothingIsLostAndNothingTwice(RepetitionInfo repetition) {
        LeaseEngine remote = connect(repetition.getCurrentRepetition(), this::move);
        remote.createQueue("from", QueueAttributes.standardQueue()).await();
        remote.createQueue("to", QueueAttributes.standardQueue()).await();

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            expected.add("m" + i);
            remote.send(Target.queue("from"), List.of(Message.of(Body.text("m" + i))))
                    .await();
        }
        Client client = Client.open(remote, "mover");
        open(remote, client);
        Owner owner = client.openOwner("session");
        int moved = 0;
        while (moved < MESSAGES) {
            moved += moveOne(remote, owner) ? 1 : 0;
        }
        assertTrue(kills > 5, "kills: " + kills);
        assertEquals(
                expected.stream().sorted().toList(),
                bodies("to").stream().sorted().toList());
        assertEquals(List.of(), bodies("from"));
        assertStillThere(remote);
    }

    /** What the client has at the server, and opens again when that was started again. */
    private static void open(LeaseEngine remote, Client client) {
        assertTrue(remote.claimName(client.id(), "name").await());
        remote.createTemporaryQueue(client.id(), "temporary", QueueAttributes.standardQueue())
                .await();
        QueueAttributes attributes = QueueAttributes.standardQueue()
                .withSubscriptions(List.of(new Subscription("news", null, null)))
                .withDurable(true);
        remote.useSubscription(client.id(), new SubscriptionUse("subscription", attributes, true, true, List.of()))
                .await();
    }

    private static void assertStillThere(LeaseEngine remote) {
        assertTrue(remote.findQueue("temporary").await().isPresent());
        Client other = Client.open(remote, "other");
        assertFalse(remote.claimName(other.id(), "name").await());
        assertThrows(SubscriptionInUse.class, remote.deleteSubscription(List.of("subscription"))::await);
    }

    /** False if the lease ended with a server that was killed, so that the message comes again. */
    private static boolean moveOne(LeaseEngine remote, Owner owner) {
        ReceiveRequest request = ReceiveRequest.from("from").ownedBy(owner).waiting(ReceiveRequest.FOREVER);
        List<Delivery> got = remote.receive(request).await();
        if (got.isEmpty()) {
            return false;
        }
        List<Receipt> receipts = got.stream().map(Delivery::receipt).toList();
        UnitOfWork.Send on = new UnitOfWork.Send(
                Target.queue("to"),
                Message.of(Body.text(got.get(0).message().body().asText())));
        try {
            remote.commit(new UnitOfWork(List.of(on), receipts)).await();
            return true;
        } catch (EngineException.LeaseEnded e) {
            return false;
        }
    }

    /** It is counted how often a subscription is used. */
    @RepeatedTest(20)
    void aUseThatIsLeftWhileTheServerIsStartedAgainEndsOnce(RepetitionInfo repetition) {
        LeaseEngine remote = connect(repetition.getCurrentRepetition(), this::move);
        Client client = Client.open(remote, "user");
        SubscriptionUse use = new SubscriptionUse(
                "subscription",
                QueueAttributes.standardQueue().withSubscriptions(List.of(new Subscription("news", null, null))),
                true,
                true,
                List.of());
        remote.useSubscription(client.id(), use).await();
        remote.useSubscription(client.id(), use).await();
        Completion<Void> left = remote.leaveSubscription(client.id(), "subscription");
        restart();
        left.await();
        assertThrows(SubscriptionInUse.class, remote.deleteSubscription(List.of("subscription"))::await);
        remote.leaveSubscription(client.id(), "subscription").await();
        remote.deleteSubscription(List.of("subscription")).await();
    }

    @Test
    void aTemporaryQueueIsOpenedAgainAsItWasLast() {
        LeaseEngine remote = connect(7, this::moveOnly);
        Client client = Client.open(remote, "user");
        for (String name : List.of("kept", "deleted")) {
            remote.createTemporaryQueue(client.id(), name, QueueAttributes.standardQueue())
                    .await();
        }
        QueueInfo kept = remote.findQueue("kept").await().orElseThrow();
        remote.setAttributes(kept, kept.attributes().withDelay(Duration.ofSeconds(5)))
                .await();
        remote.deleteQueue(remote.findQueue("deleted").await().orElseThrow()).await();
        restart();
        assertEquals(
                Duration.ofSeconds(5),
                remote.findQueue("kept").await().orElseThrow().attributes().delay());
        assertEquals(Optional.empty(), remote.findQueue("deleted").await());
    }

    /** Whatever a client had on its way when it was closed, it has nothing that the next server could be asked for. */
    @Test
    void whatIsOpenedWhileItsClientIsClosedIsNotOpenedAgain() {
        List<BiFunction<LeaseEngine, UUID, Completion<?>>> openings = List.of(
                (remote, client) -> remote.openOwner(client, new UUID(3, 3), "owner"),
                (remote, client) -> remote.claimName(client, "name"),
                (remote, client) -> remote.createTemporaryQueue(client, "t", QueueAttributes.standardQueue()));
        LeaseEngine remote = connect(7, this::moveOnly);
        Client other = Client.open(remote, "other");
        for (BiFunction<LeaseEngine, UUID, Completion<?>> opening : openings) {
            Client client = Client.open(remote, "closed");
            Completion<?> opened = opening.apply(remote, client.id());
            client.close();
            opened.await();
        }
        restart();
        assertTrue(remote.claimName(other.id(), "still here").await());
    }

    /** Its client id is somebody else's by then: what was asked before may have happened, what is asked from now on has not. */
    @Test
    void nobodyKnowsWhatBecameOfWhatWasAskedWhereSomethingCannotBeHadAgain() {
        LeaseEngine remote = connect(11, this::moveOnly);
        remote.createQueue("q", QueueAttributes.standardQueue()).await();
        Client client = Client.open(remote, "one");
        assertTrue(remote.claimName(client.id(), "id").await());
        Completion<?> sent = remote.send(Target.queue("q"), List.of(Message.of(Body.text("m"))));
        local = start();
        assertTrue(local.claimName(Client.open(local, "other").id(), "id").await());
        network.restart(CarriedEngine.served(local, network, clock));
        assertThrows(EngineException.Unknown.class, sent::await);
        assertThrows(EngineException.Closed.class, () -> remote.purge("q").await());
    }

    private void moveOnly(Completion<?> call) {
        network.move(1 + random.nextInt(MOVES_BETWEEN_KILLS));
        environment.settle();
    }

    private List<String> bodies(String queue) {
        environment.settle();
        List<String> bodies = new ArrayList<>();
        ReceiveRequest request = ReceiveRequest.from(queue).upTo(10).waiting(Duration.ZERO);
        List<Delivery> some = local.receive(request).await();
        while (!some.isEmpty()) {
            some.forEach(delivery -> bodies.add(delivery.message().body().asText()));
            some = local.receive(request).await();
        }
        return bodies;
    }
}
