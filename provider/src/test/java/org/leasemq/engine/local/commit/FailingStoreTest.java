package org.leasemq.engine.local.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.definition.Definitions;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.store.Change;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Messages;

/** What becomes of operations that stand in line when the store refuses those before them. */
class FailingStoreTest {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final ManualEnvironment environment = new ManualEnvironment(clock, random());
    private final LocalEngine engine =
            LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }

    @AfterEach
    void close() {
        disk.refuseWrites(false);
        engine.close();
    }

    /** Has the store refuse everything that is in line. */
    private void refuse(Completion<?> last) {
        disk.refuseWrites(true);
        assertThrows(EngineException.StoreFailed.class, last::await);
        disk.refuseWrites(false);
    }

    @Test
    void aReceiveDoesNotWaitForAQueueThatCouldNotBeCreated() {
        Completion<QueueInfo> created = engine.createQueue("a", STANDARD);
        Completion<List<Delivery>> waiting =
                engine.receive(ReceiveRequest.from("a").waiting(ReceiveRequest.FOREVER));

        refuse(created);

        assertTrue(waiting.isDone());
        assertEquals(List.of(), waiting.await());
    }

    @Test
    void aQueueThatCouldNotBeCreatedIsNotBroughtBackByItsDeletion() {
        Completion<QueueInfo> created = engine.createQueue("a", STANDARD);
        Completion<QueueInfo> deleted = engine.deleteQueue("a");

        refuse(created);

        assertThrows(EngineException.NoSuchQueue.class, deleted::await);
        assertTrue(engine.findQueue("a").await().isEmpty());
    }

    @Test
    void ofTwoQueuesWithOneNameTheEarlierGoes() {
        int number = engine.createQueue("a", STANDARD).await().number();
        engine.send("a", List.of(Message.of(Body.text("old")))).await();
        FakeStore store = new FakeStore(disk, clock);
        store.recover(new Messages.Recording());
        // as earlier versions left it when a queue could not be deleted, and another got its name
        store.write(List.of(new Change.PutQueue(number + 1, "a", Definitions.encode(STANDARD, 1, 1, 1))));
        assertEquals(List.of("a", "a"), disk.queues());

        try (LocalEngine afterwards = LocalEngine.open(
                new FakeStore(disk, clock), EngineSettings.defaults(), new ManualEnvironment(clock, random()))) {
            assertEquals(
                    number + 1, afterwards.findQueue("a").await().orElseThrow().number());
            assertEquals(List.of(), afterwards.receive(ReceiveRequest.from("a")).await());
            afterwards.send("a", List.of(Message.of(Body.text("new")))).await();
        }
        try (LocalEngine atLast = LocalEngine.open(
                new FakeStore(disk, clock), EngineSettings.defaults(), new ManualEnvironment(clock, random()))) {
            assertEquals(1, atLast.statistics("a").await().available());
        }
        assertEquals(List.of("a"), disk.queues());
    }

    @Test
    void whoeverCreatesAQueueForTheSecondTimeIsNotToldThatTheFirstTimeWorked() {
        engine.createQueue("b", STANDARD).await();
        Completion<QueueInfo> one = engine.createQueue("a", STANDARD);
        engine.deleteQueue("b").cancel(); // alone in its batch, so that the second creation is in another one
        Completion<QueueInfo> two = engine.createQueue("a", STANDARD);

        refuse(one);

        assertThrows(EngineException.StoreFailed.class, two::await);
    }

    @Test
    void attributesThatCouldNotBeStoredDoNotStay() {
        QueueInfo found = engine.createQueue("a", STANDARD).await();
        Completion<QueueInfo> one = engine.setAttributes(found, STANDARD.withDelay(Duration.ofSeconds(1)));
        Completion<QueueInfo> two = engine.setAttributes(found, STANDARD.withDelay(Duration.ofSeconds(2)));

        refuse(two);

        assertThrows(EngineException.StoreFailed.class, one::await);
        assertEquals(STANDARD, engine.findQueue("a").await().orElseThrow().attributes());
    }

    @Test
    void whoeverDeletesAMessageForTheSecondTimeIsNotToldThatTheFirstTimeWorked() {
        engine.createQueue("a", STANDARD).await();
        engine.createQueue("b", STANDARD).await();
        engine.send("a", List.of(Message.of(Body.text("m")))).await();
        Receipt receipt =
                engine.receive(ReceiveRequest.from("a")).await().get(0).receipt();
        Completion<List<Outcome<Receipt>>> one = engine.delete("a", List.of(receipt));
        engine.deleteQueue("b").cancel(); // alone in its batch, so that the second deletion is in another one
        Completion<List<Outcome<Receipt>>> two = engine.delete("a", List.of(receipt));

        refuse(one);
        two.await();

        environment.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), engine.receive(ReceiveRequest.from("a")).await());
    }

    /** @param stored whether the change of the lease that was asked for before is stored after all */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsGivenBackComesInTimeWhateverBecomesOfAChangeBefore(boolean stored) {
        engine.createQueue("q.fifo", QueueAttributes.fifoQueue()).await();
        engine.send("q.fifo", List.of(Message.of(Body.text("a")).inGroup("g").withDeduplicationId("1")))
                .await();
        Owner owner = Owners.open(engine, "session");
        Receipt receipt = receiveOne("q.fifo", owner).get(0).receipt();
        Completion<?> change =
                engine.changeVisibility("q.fifo", List.of(new VisibilityChange(receipt, Duration.ofSeconds(17))));
        engine.giveBack(null, List.of(receipt), Duration.ofSeconds(2)).await();
        Completion<?> last = engine.createQueue("other", STANDARD);
        if (stored) {
            last.await();
        } else {
            refuse(last);
        }
        assertTrue(change.isDone());
        assertEquals(List.of(), receiveOne("q.fifo", null));
        environment.advance(Duration.ofSeconds(2));
        assertEquals(1, receiveOne("q.fifo", null).get(0).receiveCount());
    }

    private List<Delivery> receiveOne(String queue, Owner owner) {
        return engine.receive(ReceiveRequest.from(queue).ownedBy(owner).waiting(Duration.ZERO))
                .await();
    }

    @Test
    void aMessageOnItsWayToSomebodyComesBackIfItCannotBeDeletedMeanwhile() {
        engine.createQueue("a", STANDARD).await();
        engine.send("a", List.of(Message.of(Body.text("m")))).await();
        ReceiveRequest request = ReceiveRequest.from("a");
        Receipt old = engine.receive(request).await().get(0).receipt();
        engine.release(List.of(old)).await();

        Completion<List<Delivery>> received = engine.receive(request);
        refuse(engine.delete("a", List.of(old)));

        assertEquals(List.of(), received.await());
        assertEquals(2, engine.receive(request).await().get(0).receiveCount());
    }
}
