package org.leasemq.sqs.queue;

import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What the engine refuses, in the words of the API. */
public final class EngineErrors {
    private EngineErrors() {}

    /** Whether a queue is missing that clients know as one. */
    public static boolean isOfMissingQueue(EngineException e) {
        return e instanceof EngineException.NoSuchQueue missing && !isTopic(missing.queue());
    }

    /** Topics are queues to the engine. */
    private static boolean isTopic(String queue) {
        return queue.startsWith(QueuePrefix.TOPIC);
    }

    public static ApiException translate(EngineException e) {
        return e instanceof EngineException.NoSuchQueue missing && isTopic(missing.queue())
                ? new ApiException(ErrorCode.NOT_FOUND, "Topic does not exist", e)
                : new ApiException(code(e), words(e), e);
    }

    private static ErrorCode code(EngineException e) {
        return switch (e.kind()) {
            case NO_SUCH_QUEUE -> ErrorCode.QUEUE_DOES_NOT_EXIST;
            case QUEUE_EXISTS -> ErrorCode.QUEUE_NAME_EXISTS;
            case QUEUE_SET_ASIDE -> ErrorCode.UNSUPPORTED_OPERATION;
            case NO_ROOM ->
                ((EngineException.NoRoom) e).isPassing() ? ErrorCode.SERVICE_UNAVAILABLE : ErrorCode.OVER_LIMIT;
            case ACCESS_DENIED -> ErrorCode.ACCESS_DENIED;
            case CLOSED, FAILED, UNKNOWN -> ErrorCode.SERVICE_UNAVAILABLE;
            case INVALID_ATTRIBUTE, INVALID_MESSAGE, INVALID_FILTER, MESSAGE_TOO_LARGE, LEASE_ENDED ->
                ErrorCode.INVALID_PARAMETER_VALUE;
            case NO_THREAD,
                    STORE_FAILED,
                    NO_SUCH_BRANCH,
                    BRANCH_EXISTS,
                    BRANCH_BUSY,
                    BRANCH_DECIDED,
                    QUEUE_CHANGED,
                    SUBSCRIPTION_IN_USE -> ErrorCode.INTERNAL_FAILURE;
        };
    }

    /** What it says, without names that clients do not know. */
    public static String words(EngineException e) {
        return EngineWords.plain(e.getMessage());
    }
}
