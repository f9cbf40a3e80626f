package org.leasemq.sqs.action;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.leasemq.engine.EngineException;
import org.leasemq.sqs.queue.TaskHandle;
import org.leasemq.sqs.wire.Shape;

/**
 * A move task, as it is kept and told.
 *
 * @param id tells it from others
 * @param source name of the dead-letter queue that it empties
 * @param sourceArn as the client named that
 * @param destination name of the queue they go to; null for those they came from
 * @param destinationArn as the client named that; null if it did not
 * @param rate messages a second; null for as many as the service allows
 * @param toMove how many there were at the beginning
 * @param startedAt in milliseconds since the epoch
 * @param status how it is going
 * @param moved how many have been moved
 * @param failure what stopped it; null if nothing did
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of later versions
record MoveTask(
        String id,
        String source,
        String sourceArn,
        String destination,
        String destinationArn,
        Long rate,
        long toMove,
        long startedAt,
        Status status,
        long moved,
        String failure) {
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLING,
        CANCELLED,
        FAILED
    }

    TaskHandle handle() {
        return new TaskHandle(id, sourceArn);
    }

    MoveTask as(Status now, long movedSoFar) {
        return new MoveTask(
                id, source, sourceArn, destination, destinationArn, rate, toMove, startedAt, now, movedSoFar, failure);
    }

    MoveTask failed(EngineException e) {
        String reason = e instanceof EngineException.InvalidMessage
                ? "CouldNotDetermineMessageSource"
                : e instanceof EngineException.NoSuchQueue ? "AWS.SimpleQueueService.NonExistentQueue" : e.getMessage();
        return new MoveTask(
                id,
                source,
                sourceArn,
                destination,
                destinationArn,
                rate,
                toMove,
                startedAt,
                Status.FAILED,
                moved,
                reason);
    }

    Map<String, Object> describe() {
        boolean over = status != Status.RUNNING && status != Status.CANCELLING;
        return Shape.values(
                "TaskHandle",
                over ? null : handle().encode(),
                "Status",
                status.name(),
                "SourceArn",
                sourceArn,
                "DestinationArn",
                destinationArn,
                "MaxNumberOfMessagesPerSecond",
                rate,
                "ApproximateNumberOfMessagesMoved",
                moved,
                "ApproximateNumberOfMessagesToMove",
                toMove,
                "FailureReason",
                failure,
                "StartedTimestamp",
                startedAt);
    }
}
