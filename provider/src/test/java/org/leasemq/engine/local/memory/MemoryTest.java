package org.leasemq.engine.local.memory;

import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What is refused when memory is used up, and what goes on. */
class MemoryTest {
    private static final int LIMIT = 2 << 20;
    private static final String LONG_ID = "x".repeat(120);
    private static final Target QUEUE = Target.queue("queue");
    private static final Target VOLATILE = Target.queue("volatile");
    private static final Target FIFO = Target.queue("some.fifo");
    private static final Target TOPIC = Target.topic("topic");

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final MemoryAccount account = new MemoryAccount(LIMIT);
    private ManualEnvironment environment;
    private LeaseEngine engine;

    @BeforeEach
    void open() {
        environment =
                new ManualEnvironment(clock, RandomGeneratorFactory.getDefault().create(1));
        engine = LocalEngine.open(new FakeStore(disk, clock), settings(), environment);
        engine.createQueue("queue", QueueAttributes.standardQueue()).await();
        engine.createQueue("volatile", QueueAttributes.standardQueue().withDurable(false))
                .await();
        engine.createQueue("some.fifo", QueueAttributes.fifoQueue()).await();
    }

    private EngineSettings settings() {
        return EngineSettings.within(account).withMemoryBudget(1 << 20).withSubscriberBudget(100_000);
    }

    @AfterEach
    void close() {
        engine.close();
        assertEquals(0, account.used(), "bytes that an engine left behind");
    }

    private static Message ofBytes(int size) {
        return Message.of(Body.binary(new byte[size]));
    }

    private void send(Target to, Message message) {
        engine.send(to, List.of(message)).await().get(0).get();
    }

    /** Sends until there is no room; tells how many were taken. */
    private int fill(Target to, Message message) {
        for (int count = 0; count < 100_000; count++) {
            try {
                send(to, message.inGroup(message.groupId() == null ? null : LONG_ID + count));
            } catch (EngineException.NoRoom e) {
                assertTrue(account.used() <= account.limit(), () -> account.toString());
                return count;
            }
        }
        throw new AssertionError("nothing was refused: " + account);
    }

    private int drain(String queue) {
        int count = 0;
        for (List<Delivery> some = take(queue); !some.isEmpty(); some = take(queue)) {
            count += some.size();
            engine.delete(queue, some.stream().map(Delivery::receipt).toList())
                    .await()
                    .forEach(outcome -> outcome.get());
        }
        return count;
    }

    private List<Delivery> take(String queue) {
        return engine.receive(ReceiveRequest.from(queue).upTo(10)).await();
    }

    @Test
    void smallMessagesAreRefusedInTimeAndReceivedAndDeletedAllTheSame() {
        long before = account.used();
        int sent = fill(QUEUE, ofBytes(1));
        assertTrue(sent > 1000, sent + " messages");
        assertEquals(sent, drain("queue"));
        assertEquals(before, account.used());
        int again = fill(QUEUE, ofBytes(1));
        assertTrue(
                Math.abs(sent - again) < 64,
                again + " instead of " + sent + ", which is more than a page of the index");
    }

    @Test
    void longIdsAreCounted() {
        long before = account.used();
        Message message = ofBytes(1).inGroup("").withDeduplicationId(LONG_ID);
        int sent = 0;
        while (account.used() < before + LIMIT / 4) {
            send(FIFO, message.inGroup(LONG_ID + sent).withDeduplicationId(LONG_ID + sent++));
        }
        assertTrue(sent < LIMIT / 4 / 500, sent + " messages with long ids");
        assertEquals(sent, drain("some.fifo"));
        assertTrue(account.used() > before, "deduplication ids outlive their messages");
        environment.advance(ofMinutes(6));
        assertEquals(before, account.used());
    }

    @Test
    void whatFitsOnceFitsAfterARestart() {
        Message message = ofBytes(100).inGroup("").withDeduplicationId(null);
        int sent = 0;
        try {
            while (true) {
                send(FIFO, message.inGroup(LONG_ID + sent).withDeduplicationId(LONG_ID + sent));
                sent++;
            }
        } catch (EngineException.NoRoom e) {
            engine.close();
        }
        open();
        assertTrue(account.used() <= account.lasting(), () -> account.toString());
        assertEquals(sent, drain("some.fifo"));
    }

    @Test
    void contentsThatAreInTheStoreLeaveFirst() {
        for (int i = 0; i < 100; i++) {
            send(QUEUE, ofBytes(30_000));
        }
        assertTrue(account.used() > 900_000, "contents fill what nobody else wants");
        for (int i = 0; i < 30; i++) {
            send(VOLATILE, ofBytes(30_000));
        }
        assertEquals(30, drain("volatile"));
        assertEquals(100, drain("queue"));
    }

    @Test
    void anotherEngineOfTheProcessGetsTheRoomOfContents() {
        for (int i = 0; i < 100; i++) {
            send(QUEUE, ofBytes(30_000));
        }
        ManualEnvironment others =
                new ManualEnvironment(clock, RandomGeneratorFactory.getDefault().create(2));
        try (LeaseEngine other = LocalEngine.open(new FakeStore(new Disk(), clock), settings(), others)) {
            other.createQueue("volatile", QueueAttributes.standardQueue().withDurable(false))
                    .await();
            for (int i = 0; i < 30; i++) {
                other.send(VOLATILE, List.of(ofBytes(30_000))).await().get(0).get();
            }
            environment.settle();
            assertTrue(account.used() <= account.lasting(), () -> account.toString());
        }
    }

    @Test
    void aCommitThatDoesNotFitIsRefusedAsAWhole() {
        fill(QUEUE, ofBytes(1));
        List<Delivery> some = take("queue");
        UnitOfWork work = new UnitOfWork(
                List.of(new UnitOfWork.Send(QUEUE, ofBytes(50_000)), new UnitOfWork.Send(VOLATILE, ofBytes(100_000))),
                some.stream().map(Delivery::receipt).toList());
        long before = account.used();
        assertThrows(EngineException.NoRoom.class, () -> engine.commit(work));
        assertEquals(before, account.used());
    }

    @Test
    void queuesAreCountedToo() {
        assertThrows(EngineException.NoRoom.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                engine.createQueue("queue" + i, QueueAttributes.standardQueue()).await();
            }
        });
        engine.queues().forEach(queue -> engine.deleteQueue(queue.name()).await());
        engine.createQueue("another", QueueAttributes.standardQueue()).await();
    }

    @Test
    void aSlowNonDurableSubscriberHarmsOnlyItself() {
        subscribe("slow", false);
        subscribe("quick", false);
        subscribe("durable", true);
        for (int i = 0; i < 100; i++) {
            send(TOPIC, ofBytes(10_000).persistent(i % 2 == 0));
            assertEquals(1, drain("quick"));
            assertEquals(1, drain("durable"));
        }
        int received = drain("slow");
        assertTrue(received >= 5 && received < 15, received + " messages");
        assertEquals(100 - received, engine.statistics("slow").await().dropped());
        assertEquals(0, engine.statistics("quick").await().dropped());
        send(TOPIC, ofBytes(10_000));
        assertEquals(1, drain("slow"));
    }

    private void subscribe(String name, boolean durable) {
        engine.createQueue(
                        name,
                        QueueAttributes.standardQueue()
                                .withDurable(durable)
                                .withSubscriptions(List.of(Subscription.to("topic"))))
                .await();
    }

    @Test
    void aNonDurableSubscriberGoesWithoutWhenMemoryIsUsedUp() {
        subscribe("other", false);
        fill(QUEUE, ofBytes(1));
        send(TOPIC, ofBytes(10));
        assertEquals(1, engine.statistics("other").await().dropped());
    }
}
