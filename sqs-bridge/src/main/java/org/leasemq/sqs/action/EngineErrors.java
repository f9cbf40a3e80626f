package org.leasemq.sqs.action;

import org.leasemq.engine.EngineException;
import org.leasemq.sqs.queue.EngineWords;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What the engine refuses, in the words of the API. */
public final class EngineErrors {
    private EngineErrors() {}

    static ApiException translate(EngineException e, Call call) {
        return e instanceof EngineException.NoSuchQueue && !EngineWords.areOfTopic(e.getMessage())
                ? call.noSuchQueue()
                : translate(e);
    }

    /** An error that does not depend on who asks. */
    public static ApiException translate(EngineException e) {
        if (e instanceof EngineException.NoSuchQueue) {
            return EngineWords.areOfTopic(e.getMessage())
                    ? new ApiException(ErrorCode.NOT_FOUND, "Topic does not exist", e)
                    : error(ErrorCode.QUEUE_DOES_NOT_EXIST, e);
        }
        if (e instanceof EngineException.QueueExists) {
            return error(ErrorCode.QUEUE_NAME_EXISTS, e);
        }
        if (e instanceof EngineException.QueueSetAside) {
            return error(ErrorCode.UNSUPPORTED_OPERATION, e);
        }
        if (e instanceof EngineException.NoRoom full) {
            return error(full.isPassing() ? ErrorCode.SERVICE_UNAVAILABLE : ErrorCode.OVER_LIMIT, e);
        }
        if (e instanceof EngineException.Closed || e instanceof EngineException.Failed) {
            return error(ErrorCode.SERVICE_UNAVAILABLE, e);
        }
        boolean senders = e instanceof EngineException.InvalidAttribute
                || e instanceof EngineException.InvalidMessage
                || e instanceof EngineException.InvalidFilter
                || e instanceof EngineException.MessageTooLarge
                || e instanceof EngineException.LeaseEnded;
        return error(senders ? ErrorCode.INVALID_PARAMETER_VALUE : ErrorCode.INTERNAL_FAILURE, e);
    }

    /** What it says, without names that clients do not know. */
    static String words(EngineException e) {
        return EngineWords.plain(e.getMessage());
    }

    private static ApiException error(ErrorCode code, EngineException e) {
        return new ApiException(code, words(e), e);
    }
}
