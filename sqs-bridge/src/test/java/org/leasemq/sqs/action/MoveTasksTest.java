package org.leasemq.sqs.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Body;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.action.MoveTask.Status;

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
        tasks = new MoveTasks(engine, Guard.OPEN, (delay, action) -> later.add(action));
        source = engine.createQueue("dead", QueueAttributes.standardQueue()).await();
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private MoveTask task(String id, QueueInfo destination) {
        return new MoveTask(
                id,
                null,
                "dead",
                "arn",
                destination.name(),
                destination.number(),
                "arn",
                1L,
                2,
                0,
                Status.RUNNING,
                0,
                null);
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
            engine.send("dead", List.of(NewMessage.of(Body.text("m")))).await();
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
        assertTrue(engine.findQueue("moves:4711").isPresent());
        assertTrue(engine.findQueue("moves:elsewhere").isPresent());
    }
}
