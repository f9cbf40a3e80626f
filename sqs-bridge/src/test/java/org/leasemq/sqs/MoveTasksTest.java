package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Move tasks belong to one queue, not to its name. */
class MoveTasksTest extends BridgeFixture {
    private static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";

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
}
