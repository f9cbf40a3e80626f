package org.leasemq.engine.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Client;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What receivers elsewhere are given in advance, and how it goes back. */
class PrefetchTest {
    private static final String QUEUE = "orders";

    private final SettableClock clock = new SettableClock();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    private ManualEnvironment environment;
    private LocalEngine local;
    private CarriedEngine carried;
    private LeaseEngine remote;
    private Client client;
    /** Receives that the engine was asked for. */
    private int asked;

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        local = LocalEngine.open(new FakeStore(new Disk(), clock), EngineSettings.defaults(), environment);
        LeaseEngine counted = (LeaseEngine) Proxy.newProxyInstance(
                LeaseEngine.class.getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                    asked += method.getName().equals("receive") ? 1 : 0;
                    return method.invoke(local, arguments);
                });
        carried = CarriedEngine.driven(counted, clock, random, environment::settle);
        remote = carried.face();
        remote.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        client = Client.open(remote, "shop");
    }

    @AfterEach
    void close() {
        remote.close();
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            send(Message.of(Body.text("m" + i)));
        }
    }

    private void send(Message message) {
        remote.send(Target.queue(QUEUE), List.of(message)).await().forEach(outcome -> outcome.get());
    }

    private static ReceiveRequest by(Owner owner) {
        return ReceiveRequest.from(QUEUE).ownedBy(owner).waiting(Duration.ZERO);
    }

    private Delivery receive(Owner owner) {
        List<Delivery> got = remote.receive(by(owner)).await();
        return got.isEmpty() ? null : got.get(0);
    }

    private static String body(Delivery delivery) {
        return delivery == null ? null : delivery.message().body().asText();
    }

    private List<Delivery> receive(Owner owner, int count) {
        List<Delivery> got = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            got.add(receive(owner));
            assertEquals("m" + i, body(got.get(i)));
        }
        return got;
    }

    private QueueStatistics statistics() {
        return local.statistics(QUEUE).await();
    }

    @Test
    void whoTakesThemFastAsksSeldomAndGetsThemInOrder() {
        send(100);
        receive(client.openOwner("fast"), 100);
        assertTrue(asked < 20, "asked: " + asked);
        assertEquals(100, statistics().inFlight());
    }

    @Test
    void whoTakesThemSlowlyIsGivenNoneInAdvance() {
        send(20);
        Owner slow = client.openOwner("slow");
        for (int i = 0; i < 20; i++) {
            assertEquals("m" + i, body(receive(slow)));
            clock.advance(Duration.ofMillis(200));
            carried.settle();
            assertEquals(i + 1, statistics().inFlight());
        }
    }

    @Test
    void whatNobodyAsksForIsBackInAMomentUncountedAtItsPlace() {
        send(20);
        Owner first = client.openOwner("first");
        receive(first, 5);
        assertTrue(statistics().inFlight() > 5, "some are kept");
        clock.advance(Duration.ofMillis(100));
        carried.settle();
        assertEquals(5, statistics().inFlight());
        assertEquals(0, remote.memory().used(Use.LEASES));
        Delivery next = local.receive(ReceiveRequest.from(QUEUE)).await().get(0);
        assertEquals("m5", body(next));
        assertEquals(1, next.receiveCount());
    }

    @Test
    void whoFindsNothingGetsWhatOthersOfTheProcessKeep() {
        send(7);
        Owner first = client.openOwner("first");
        receive(first, 4);
        assertEquals(7, statistics().inFlight(), "all are with the first");
        Owner second = client.openOwner("second");
        assertEquals("m4", body(receive(second)));
        List<Delivery> waited =
                remote.receive(by(second).waiting(Duration.ofSeconds(5))).await();
        assertEquals("m5", body(waited.get(0)));
    }

    @Test
    void whatIsReleasedComesBeforeWhatIsKept() {
        send(20);
        Owner owner = client.openOwner("session");
        List<Delivery> got = receive(owner, 5);
        remote.release(got.stream().map(Delivery::receipt).toList()).await();
        receive(owner, 20);
    }

    @Test
    void whoAsksAboutTheQueueSeesItAsIfNothingWereKept() {
        send(20);
        receive(client.openOwner("session"), 5);
        assertEquals(15, remote.statistics(QUEUE).await().available());
    }

    @Test
    void whatIsRecalledComesBackEvenIfItIsOnItsWay() {
        send(20);
        Owner owner = client.openOwner("session");
        receive(owner, 3);
        var underWay = remote.receive(by(owner));
        remote.recall(owner.id());
        assertEquals("m3", body(underWay.await().get(0)));
        carried.settle();
        assertEquals(4, statistics().inFlight());
    }

    @Test
    void whatIsOverIsNotHandedOut() {
        send(4);
        send(Message.of(Body.text("short")).expiringAfter(Duration.ofMillis(40)));
        send(Message.of(Body.text("m4")));
        Owner owner = client.openOwner("session");
        receive(owner, 4);
        clock.advance(Duration.ofMillis(60));
        assertEquals("m4", body(receive(owner)));
    }

    @Test
    void closingAnOwnerGivesBackWhatItKeeps() {
        send(20);
        Owner owner = client.openOwner("session");
        List<Delivery> got = receive(owner, 5);
        owner.close(got.stream().map(Delivery::receipt).toList());
        carried.settle();
        assertEquals(20, statistics().available());
        assertEquals(
                List.of(2, 2, 2, 2, 2, 1),
                local.receive(ReceiveRequest.from(QUEUE).upTo(6)).await().stream()
                        .map(Delivery::receiveCount)
                        .toList());
    }
}
