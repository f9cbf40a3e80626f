package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.sqs.server.ServerSettings;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/** Move tasks belong to one queue, not to its name. */
class MoveTasksTest extends BridgeFixture {
    @TempDir
    private Path directory;

    private static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";

    @Override
    protected ServerSettings settings() {
        return super.settings().storedAt("leasemq:derby:" + directory.resolve("queues"));
    }

    private String createBoth() {
        String dead = create("dead");
        create(
                "q",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":1}"));
        return dead;
    }

    @Test
    void aQueueThatIsMadeAnewHasNoTasks() {
        String dead = createBoth();
        sqs.startMessageMoveTask(request -> request.sourceArn(DEAD));
        assertEquals(
                1,
                sqs.listMessageMoveTasks(request -> request.sourceArn(DEAD))
                        .results()
                        .size());
        sqs.deleteQueue(request -> request.queueUrl(dead));
        advance(Duration.ofMinutes(2));
        create("dead");
        assertTrue(sqs.listMessageMoveTasks(request -> request.sourceArn(DEAD))
                .results()
                .isEmpty());
    }

    @Test
    void aQueueIsNotMovedToItself() {
        createBoth();
        SqsException refused = assertThrows(
                SqsException.class,
                () -> sqs.startMessageMoveTask(
                        request -> request.sourceArn(DEAD).destinationArn(DEAD)));
        assertTrue(refused.getMessage().contains("another queue than its source"), refused.getMessage());
    }

    /** Puts as many messages into the dead-letter queue; gives its source's address. */
    private String fill(int messages) {
        String dead = createBoth();
        String url = sqs.getQueueUrl(request -> request.queueName("q")).queueUrl();
        for (int i = 0; i < messages; i++) {
            String body = "m" + i;
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
            sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(0));
            assertTrue(sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(0))
                    .messages()
                    .isEmpty());
        }
        while (!attributes(dead)
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                .equals(Integer.toString(messages))) {
            Thread.onSpinWait(); // the last is on its way
        }
        return url;
    }

    private void restart() {
        stop();
        start();
    }

    private ListMessageMoveTasksResultEntry task() {
        return sqs.listMessageMoveTasks(request -> request.sourceArn(DEAD))
                .results()
                .get(0);
    }

    @Test
    void aTaskGoesOnAfterARestartAndIsCancelledByTheHandleFromBefore() {
        fill(30);
        String handle = sqs.startMessageMoveTask(
                        request -> request.sourceArn(DEAD).maxNumberOfMessagesPerSecond(1))
                .taskHandle();
        restart();
        ListMessageMoveTasksResultEntry running = task();
        assertEquals("RUNNING", running.status());
        assertEquals(handle, running.taskHandle());
        assertEquals(30, running.approximateNumberOfMessagesToMove());
        assertTrue(running.approximateNumberOfMessagesMoved() > 0, running::toString);
        assertThrows(SqsException.class, () -> sqs.startMessageMoveTask(request -> request.sourceArn(DEAD)));

        sqs.cancelMessageMoveTask(request -> request.taskHandle(handle));
        restart();
        assertEquals("CANCELLED", task().status());
        assertThrows(
                UnsupportedOperationException.class,
                () -> sqs.cancelMessageMoveTask(request -> request.taskHandle(handle)));
    }

    @Test
    void whatATaskHadNotMovedIsMovedAfterTheRestart() {
        String url = fill(120);
        sqs.startMessageMoveTask(request -> request.sourceArn(DEAD));
        restart();
        Set<String> bodies = new HashSet<>();
        while (bodies.size() < 120) {
            bodies.addAll(bodies(sqs.receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(20))
                    .messages()));
        }
        restart();
        assertEquals("COMPLETED", task().status());
    }

    /** It is kept with the task. */
    @Test
    void anArnIsOfAPartition() {
        createBoth();
        create("other");
        String odd = "arn:" + "x".repeat(100_000) + ":sqs:us-east-1:000000000000:";
        assertThrows(SqsException.class, () -> sqs.startMessageMoveTask(request -> request.sourceArn(odd + "dead")));
        assertThrows(
                SqsException.class,
                () -> sqs.startMessageMoveTask(
                        request -> request.sourceArn(DEAD).destinationArn(odd + "other")));
        sqs.startMessageMoveTask(request -> request.sourceArn(DEAD.replace("aws:", "aws-us-gov:"))
                .destinationArn("arn:aws-cn:sqs:us-east-1:000000000000:other"));
        assertEquals(DEAD, task().sourceArn());
        assertEquals("arn:aws:sqs:us-east-1:000000000000:other", task().destinationArn());
    }

    @Test
    void aDestinationThatIsMadeAnewIsAnother() {
        fill(10);
        String other = create("other");
        sqs.startMessageMoveTask(request -> request.sourceArn(DEAD)
                .destinationArn("arn:aws:sqs:us-east-1:000000000000:other")
                .maxNumberOfMessagesPerSecond(1));
        sqs.deleteQueue(request -> request.queueUrl(other));
        advance(Duration.ofMinutes(2));
        create("other");
        restart(); // and the next step comes at once
        while (task().status().equals("RUNNING")) {
            Thread.onSpinWait();
        }
        assertEquals("FAILED", task().status());
        assertEquals("AWS.SimpleQueueService.NonExistentQueue", task().failureReason());
        assertEquals(List.of(), receive(other, 10));
    }

    /** They are visible, but not to be had. */
    @Test
    void whatIsHeldUpByItsGroupIsMovedAlsoAfterARestart() {
        String arn = "arn:aws:sqs:us-east-1:000000000000:";
        String dead = create("dead.fifo");
        create(
                "q.fifo",
                Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "dead.fifo\",\"maxReceiveCount\":1}"));
        String other = create("other.fifo");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sent.add("m" + i);
            sendTo(dead, "g", sent.get(i));
        }
        assertEquals(2, receive(dead, 2).size());
        sqs.startMessageMoveTask(request -> request.sourceArn(arn + "dead.fifo").destinationArn(arn + "other.fifo"));
        restart();
        Supplier<ListMessageMoveTasksResultEntry> task =
                () -> sqs.listMessageMoveTasks(request -> request.sourceArn(arn + "dead.fifo"))
                        .results()
                        .get(0);
        assertEquals("RUNNING", task.get().status());
        assertEquals(10, task.get().approximateNumberOfMessagesToMove());
        advance(Duration.ofSeconds(31));
        while (task.get().status().equals("RUNNING")) {
            Thread.onSpinWait();
        }
        assertEquals("COMPLETED", task.get().status());
        assertEquals("12", attributes(other).get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
        assertEquals(sent.subList(0, 10), bodies(receive(other, 10)));
    }
}
