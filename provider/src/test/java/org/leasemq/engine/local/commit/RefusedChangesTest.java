package org.leasemq.engine.local.commit;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What the store refuses has not happened, whatever else was going on. */
class RefusedChangesTest {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private ManualEnvironment environment;
    private LocalEngine engine;

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        engine = LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    }

    @AfterEach
    void close() {
        disk.refuseWrites(false);
        engine.close();
    }

    private void send(Target to, String body) {
        engine.send(to, List.of(Message.of(Body.text(body)))).await().get(0).get();
    }

    private List<Delivery> take(ReceiveRequest request) {
        return engine.receive(request.waiting(ZERO)).await();
    }

    private int visible(String queue) {
        return take(ReceiveRequest.from(queue).upTo(10).visibleAfter(ZERO)).size();
    }

    private Completion<?> change(Delivery delivery, Duration visibility) {
        return engine.changeVisibility("q", List.of(new VisibilityChange(delivery.receipt(), visibility)));
    }

    private Delivery leased(ReceiveRequest request) {
        engine.createQueue("q", STANDARD).await();
        send(Target.queue("q"), "a");
        return take(request).get(0);
    }

    private void refuse(Completion<?> last) {
        disk.refuseWrites(true);
        assertThrows(EngineException.StoreFailed.class, last::await);
        disk.refuseWrites(false);
    }

    @Test
    void aLeaseThatCouldNotBeEndedGoesOn() {
        Delivery delivery = leased(ReceiveRequest.from("q"));
        refuse(change(delivery, ZERO));
        assertEquals(0, visible("q"));
        environment.advance(ofSeconds(29));
        assertEquals(0, visible("q"));
        environment.advance(ofSeconds(1));
        assertEquals(1, visible("q"));
    }

    @Test
    void aLeaseThatCouldNotBeProlongedEndsWhenItWouldHave() {
        Delivery delivery = leased(ReceiveRequest.from("q"));
        environment.advance(ofSeconds(10));
        refuse(change(delivery, ofSeconds(500)));
        environment.advance(ofSeconds(19));
        assertEquals(0, visible("q"));
        environment.advance(ofSeconds(1));
        assertEquals(1, visible("q"));
    }

    @Test
    void aLeaseWhoseTimeWasOverMeanwhileEndsWithTheRefusal() {
        Delivery delivery = leased(ReceiveRequest.from("q").visibleAfter(ofSeconds(5)));
        Completion<?> change = change(delivery, ofSeconds(500));
        clock.advance(ofSeconds(6));
        refuse(change);
        assertEquals(1, visible("q"));
    }

    @Test
    void anOwnersLeaseThatCouldNotBeGivenAnEndIsStillTheOwners() {
        Owner owner = Owners.open(engine, "test");
        Delivery delivery = leased(ReceiveRequest.from("q").ownedBy(owner));
        refuse(change(delivery, ofSeconds(5)));
        environment.advance(ofSeconds(500));
        assertEquals(0, visible("q"));
        owner.close();
        assertEquals(1, visible("q"));
    }

    @Test
    void anOwnerThatIsGoneWhenItsChangeIsRefusedHoldsNothing() {
        Owner owner = Owners.open(engine, "test");
        Delivery delivery = leased(ReceiveRequest.from("q").ownedBy(owner));
        Completion<?> change = change(delivery, ofSeconds(5));
        owner.close();
        refuse(change);
        assertEquals(1, visible("q"));
    }

    @Test
    void aLeaseThatHadEndedAndCouldNotBeginAgainIsOver() {
        Delivery delivery = leased(ReceiveRequest.from("q"));
        environment.advance(ofSeconds(30));
        refuse(change(delivery, ofSeconds(500)));
        assertEquals(1, visible("q"));
    }

    @Test
    void ofSeveralChangesTheLastThatWasStoredHolds() {
        Delivery delivery = leased(ReceiveRequest.from("q"));
        Completion<?> zero = change(delivery, ZERO);
        change(delivery, ofSeconds(100)).await();
        zero.await();
        assertEquals(0, visible("q"));
        environment.advance(ofSeconds(99));
        assertEquals(0, visible("q"));
        environment.advance(ofSeconds(1));
        assertEquals(1, visible("q"));
    }

    @Test
    void aLeaseThatEndsWhileItsMessageIsBeingDeletedEndsOnlyIfThatFails() {
        Delivery delivery = leased(ReceiveRequest.from("q"));
        change(delivery, ZERO).background();
        Completion<?> delete = engine.delete("q", List.of(delivery.receipt()));
        delete.await();
        assertEquals(0, visible("q"));
        assertEquals(0, engine.statistics("q").await().inFlight());
    }

    @Test
    void aCommitDeletesFromAQueueWhoseDeletionFails() {
        Owner owner = Owners.open(engine, "test");
        Receipt receipt = leased(ReceiveRequest.from("q").ownedBy(owner)).receipt();
        Completion<QueueInfo> deletion = engine.deleteQueue("q");
        Completion<List<Sent>> commit = engine.commit(new UnitOfWork(List.of(), List.of(receipt)));
        disk.refuseNext(1);
        assertThrows(EngineException.StoreFailed.class, deletion::await);
        commit.await();
        engine.close();
        open();
        assertEquals(0, visible("q"));
        assertEquals(1, engine.queues().size());
    }

    @Test
    void aPreparedBranchDeletesFromAQueueWhoseDeletionFails() {
        Owner owner = Owners.open(engine, "test");
        Receipt receipt = leased(ReceiveRequest.from("q").ownedBy(owner)).receipt();
        Completion<QueueInfo> deletion = engine.deleteQueue("q");
        Completion<?> prepare = engine.prepare("x", new UnitOfWork(List.of(), List.of(receipt)));
        disk.refuseNext(1);
        assertThrows(EngineException.StoreFailed.class, deletion::await);
        prepare.await();
        owner.close();
        engine.settle("x", true).await();
        assertEquals(0, visible("q"));
    }

    @Test
    void aSubscriptionWhoseDeletionFailsHasMissedNothing() {
        engine.createQueue("s", STANDARD.withSubscriptions(List.of(new Subscription("t", null, null))))
                .await();
        Completion<QueueInfo> deletion = engine.deleteQueue("s");
        Completion<?> publish = engine.send(Target.topic("t"), List.of(Message.of(Body.text("news"))));
        disk.refuseNext(1);
        assertThrows(EngineException.StoreFailed.class, deletion::await);
        publish.await();
        assertEquals(1, visible("s"));
    }

    @Test
    void aQueueThatCouldNotBeDeletedKeepsItsNameAndItsMessages() {
        engine.createQueue("q", STANDARD).await();
        send(Target.queue("q"), "a");
        Completion<QueueInfo> deletion = engine.deleteQueue("q");
        Completion<QueueInfo> creation = engine.createQueue("q", STANDARD);
        Completion<QueueInfo> deletionOfTheNew = engine.deleteQueue("q");
        Completion<QueueInfo> another = engine.createQueue("q", STANDARD);
        disk.refuseNext(1);
        assertThrows(EngineException.StoreFailed.class, deletion::await);
        assertThrows(EngineException.StoreFailed.class, creation::await);
        assertThrows(EngineException.NoSuchQueue.class, deletionOfTheNew::await);
        assertThrows(EngineException.StoreFailed.class, another::await);
        environment.advance(ofSeconds(100));
        assertEquals(1, visible("q"));
        engine.close();
        open();
        assertEquals(1, visible("q"));
    }

    @Test
    void aQueueThatIsBeingDeletedIsNotFoundAndTakesNothing() {
        engine.createQueue("q", STANDARD).await();
        Completion<QueueInfo> deletion = engine.deleteQueue("q");
        assertThrows(EngineException.NoSuchQueue.class, () -> send(Target.queue("q"), "late"));
        engine.createQueue("q", STANDARD).await();
        deletion.await();
        send(Target.queue("q"), "new");
        assertEquals(1, visible("q"));
    }
}
