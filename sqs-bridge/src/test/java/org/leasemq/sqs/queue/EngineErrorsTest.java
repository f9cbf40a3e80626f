package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.ToldError;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What the engine refuses is told without names that clients do not know. */
class EngineErrorsTest {
    private static void assertTold(ErrorCode code, String words, EngineException refusal) {
        ApiException told = EngineErrors.translate(refusal);
        assertEquals(code, told.code());
        assertEquals(words, told.getMessage());
    }

    @Test
    void queuesHaveTheirPlainNames() {
        assertTold(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Message of 2 bytes for queue 'q', which takes at most 1 bytes. Send it in parts, or raise the queue's"
                        + " maximum message size.",
                new EngineException.MessageTooLarge("at:us-east-1:111122223333:q", 2, 1));
        assertTold(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Messages of queue 'a' cannot be moved to queue 'b.fifo'",
                new EngineException.InvalidAttribute(
                        "Messages of queue 'at:eu-west-1:111122223333:a' cannot be moved to"
                                + " queue 'at:eu-west-1:111122223333:b.fifo'"));
        assertTold(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Queue 'plain': chat:us-east-1:111122223333:q",
                new EngineException.InvalidAttribute("Queue 'plain': chat:us-east-1:111122223333:q"));
    }

    @Test
    void topicsAreTopics() {
        assertTold(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Topic 't': its labels are long.",
                new EngineException.InvalidAttribute(
                        "Queue 'topic:at:us-east-1:111122223333:t': its labels are long."));
        assertTold(
                ErrorCode.OVER_LIMIT,
                "No room for topic 't'",
                new EngineException.NoRoom("No room for queue 'topic:t'", null));
        assertTold(ErrorCode.NOT_FOUND, "Topic does not exist", new EngineException.NoSuchQueue("topic:t"));
        assertTold(
                ErrorCode.QUEUE_DOES_NOT_EXIST,
                "There is no queue of 't'.",
                ToldError.of(EngineException.Kind.NO_SUCH_QUEUE, "There is no queue of 'topic:t'.", "q"));
    }

    @Test
    void theNotificationServiceHasItsOwnCodes() {
        assertEquals("InvalidParameter", ErrorCode.INVALID_PARAMETER_VALUE.ofTopics());
        assertEquals("InvalidParameter", ErrorCode.QUEUE_NAME_EXISTS.ofTopics());
        assertEquals("NotFound", ErrorCode.QUEUE_DOES_NOT_EXIST.ofTopics());
        assertEquals("AuthorizationError", ErrorCode.ACCESS_DENIED.ofTopics());
    }
}
