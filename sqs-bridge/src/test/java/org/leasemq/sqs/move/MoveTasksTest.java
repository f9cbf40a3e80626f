package org.leasemq.sqs.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.move.MoveTask.Status;

/** Move tasks step by step. */
class MoveTasksTest {
    private final BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
    private EngineHandle handle;
    private LeaseEngine engine;
    private MoveTasks tasks;
    private QueueInfo source;

    @BeforeEach
    void open() {
        ConnectionUrl url = ConnectionUrl.parse("leasemq:mem:" + UUID.randomUUID());
        handle = EmbeddedEngines.ofServer("leasemq-test").open(url.place(), url.options());
        engine = handle.engine();
        tasks = new MoveTasks(engine, ActionGuard.OPEN, (delay, action) -> later.add(action));
        source = engine.createQueue("dead", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private static MoveTask task(String id, QueueInfo destination) {
        return task(id, "dead", destination, 1L);
    }

    private static MoveTask task(String id, String source, QueueInfo destination, Long rate) {
        return new MoveTask(
                id,
                null,
                source,
                "arn",
                destination.name(),
                destination.number(),
                "arn",
                rate,
                2,
                0,
                Status.RUNNING,
                0,
                null,
                null);
    }

    /** Fills a queue with messages of one group, the first two of which somebody has; gives their receipts. */
    private List<Receipt> fill(QueueInfo queue, int messages) {
        for (int i = 0; i < messages; i++) {
            engine.send(queue.name(), List.of(Message.of(Body.text("m" + i)).inGroup("g")))
                    .await();
        }
        return engine.receive(ReceiveRequest.from(queue.name()).upTo(2)).await().stream()
                .map(Delivery::receipt)
                .toList();
    }

    private QueueInfo fifo(String name) {
        return engine.createQueue(name, QueueAttributes.fifoQueue().withContentBasedDeduplication(true))
                .await();
    }

    private long available(QueueInfo queue) {
        return engine.statistics(queue.name()).await().available();
    }

    /** Lets what is to be done later happen, one after the other, until the task is over. */
    private void finish(QueueInfo of) throws InterruptedException {
        while (tasks.of(of).get(0).status() == Status.RUNNING) {
            later.take().run();
        }
    }

    /** Looks for others, pauses, and tries again. */
    private void rounds(int count) throws InterruptedException {
        for (int i = 0; i < 2 * count; i++) {
            later.take().run();
        }
    }

    @Test
    void messagesThatWaitForOthersOfTheirGroupAreMovedWhenThoseAreGone() throws InterruptedException {
        QueueInfo dead = fifo("dead.fifo");
        QueueInfo elsewhere = fifo("elsewhere.fifo");
        List<Receipt> held = fill(dead, 12);
        assertTrue(tasks.start(dead, task("1", dead.name(), elsewhere, null)));
        rounds(3);
        assertEquals(Status.RUNNING, tasks.of(dead).get(0).status());
        assertEquals(0, available(elsewhere));
        engine.delete(dead.name(), List.of(held.get(0))).await();
        engine.changeVisibility(dead.name(), List.of(new VisibilityChange(held.get(1), Duration.ZERO)))
                .await();
        finish(dead);
        assertEquals(Status.COMPLETED, tasks.of(dead).get(0).status());
        assertEquals(11, tasks.of(dead).get(0).moved());
        assertEquals(11, available(elsewhere));
        assertEquals(0, available(dead));
    }

    @Test
    void messagesThatSomebodyHasAreNotWaitedFor() throws InterruptedException {
        QueueInfo dead = fifo("dead.fifo");
        QueueInfo elsewhere = fifo("elsewhere.fifo");
        fill(dead, 2);
        engine.send(dead.name(), List.of(Message.of(Body.text("other")).inGroup("other")))
                .await();
        assertTrue(tasks.start(dead, task("1", dead.name(), elsewhere, null)));
        finish(dead);
        assertEquals(Status.COMPLETED, tasks.of(dead).get(0).status());
        assertEquals(1, tasks.of(dead).get(0).moved());
    }

    @Test
    void oneThatWaitsIsCancelled() throws InterruptedException {
        QueueInfo dead = fifo("dead.fifo");
        MoveTask task = task("1", dead.name(), fifo("elsewhere.fifo"), null);
        fill(dead, 3);
        assertTrue(tasks.start(dead, task));
        rounds(1);
        assertEquals(0, tasks.cancel(dead, task.handle()));
        rounds(1);
        assertEquals(Status.CANCELLED, tasks.of(dead).get(0).status());
        assertTrue(tasks.start(dead, task("2", dead.name(), fifo("elsewhere.fifo"), null)));
    }

    @Test
    void oneThatWaitsEndsWithItsDestination() throws InterruptedException {
        QueueInfo dead = fifo("dead.fifo");
        QueueInfo elsewhere = fifo("elsewhere.fifo");
        fill(dead, 3);
        assertTrue(tasks.start(dead, task("1", dead.name(), elsewhere, null)));
        rounds(1);
        engine.deleteQueue(elsewhere.name()).await();
        finish(dead);
        assertEquals(Status.FAILED, tasks.of(dead).get(0).status());
        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue", tasks.of(dead).get(0).failure());
    }

    @Test
    void oneThatWaitsEndsWithItsSource() throws InterruptedException {
        QueueInfo dead = fifo("dead.fifo");
        fill(dead, 3);
        assertTrue(tasks.start(dead, task("1", dead.name(), fifo("elsewhere.fifo"), null)));
        engine.deleteQueue(dead.name()).await();
        finish(dead);
        assertEquals(Status.FAILED, tasks.of(dead).get(0).status());
    }

    @Test
    void oneWhoseEngineIsClosedIsLeft() throws InterruptedException {
        QueueInfo elsewhere =
                engine.createQueue("elsewhere", QueueAttributes.standardQueue()).await();
        engine.send("dead", List.of(Message.of(Body.text("m")))).await();
        assertTrue(tasks.start(source, task("1", elsewhere)));
        handle.close();
        rounds(1);
        assertTrue(later.isEmpty());
    }

    private List<Status> statuses() {
        return tasks.of(source).stream().map(MoveTask::status).toList();
    }

    /** Whoever starts and cancels in turns moves no faster than one may. */
    @Test
    void oneThatIsBeingCancelledIsTheOnlyOneUntilItsNextStep() throws InterruptedException {
        QueueInfo elsewhere =
                engine.createQueue("elsewhere", QueueAttributes.standardQueue()).await();
        for (int i = 0; i < 2; i++) {
            engine.send("dead", List.of(Message.of(Body.text("m")))).await();
        }
        assertTrue(tasks.start(source, task("1", elsewhere)));
        Runnable second = later.take();
        assertEquals(1, tasks.cancel(source, task("1", elsewhere).handle()));
        assertEquals(List.of(Status.CANCELLING), statuses());
        assertFalse(tasks.start(source, task("2", elsewhere)));
        second.run();
        assertEquals(List.of(Status.CANCELLED), statuses());
        assertTrue(tasks.start(source, task("2", elsewhere)));
        assertEquals(List.of(Status.RUNNING, Status.CANCELLED), statuses());
    }

    @Test
    void queuesOfOthersThatAreCalledSoAreLeftAlone() {
        for (String name : List.of("moves:4711", "moves:elsewhere")) {
            engine.createQueue(name, QueueAttributes.standardQueue()).await();
        }
        tasks.resume();
        assertTrue(engine.findQueue("moves:4711").await().isPresent());
        assertTrue(engine.findQueue("moves:elsewhere").await().isPresent());
    }
}
