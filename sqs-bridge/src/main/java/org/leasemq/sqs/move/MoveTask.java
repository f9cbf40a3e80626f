package org.leasemq.sqs.move;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.leasemq.sqs.access.Identity;
import org.leasemq.sqs.wire.Shape;

/**
 * A move task, as it is kept and told.
 *
 * @param id tells it from others
 * @param starter who started it, and has to be allowed to send as long as it runs
 * @param source name of the dead-letter queue that it empties
 * @param sourceArn ARN of that
 * @param destination name of the queue they go to; null for those they came from
 * @param destinationNumber number of that, since one that is made anew is another; 0 without a destination
 * @param destinationArn ARN of that; null without a destination
 * @param rate messages a second; null for as many as the service allows
 * @param toMove how many there were at the beginning
 * @param startedAt in milliseconds since the epoch
 * @param status how it is going
 * @param moved how many have been moved
 * @param failure what stopped it; null if nothing did
 * @param words the same as people read it, with the message that could not be moved; null if nothing did
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of later versions
public record MoveTask(
        String id,
        Identity starter,
        String source,
        String sourceArn,
        String destination,
        int destinationNumber,
        String destinationArn,
        Long rate,
        long toMove,
        long startedAt,
        Status status,
        long moved,
        String failure,
        String words) {
    /** How a task is going. */
    public enum Status {
        RUNNING,
        COMPLETED,
        CANCELLING,
        CANCELLED,
        FAILED
    }

    /** What it is cancelled with. */
    public TaskHandle handle() {
        return new TaskHandle(id, sourceArn);
    }

    MoveTask as(Status now, long movedSoFar) {
        return as(now, movedSoFar, failure, words);
    }

    MoveTask failed(String reason, String told) {
        return as(Status.FAILED, moved, reason, told);
    }

    private MoveTask as(Status now, long movedSoFar, String reason, String told) {
        return new MoveTask(
                id,
                starter,
                source,
                sourceArn,
                destination,
                destinationNumber,
                destinationArn,
                rate,
                toMove,
                startedAt,
                now,
                movedSoFar,
                reason,
                told);
    }

    /** Whether it moves nothing any more. */
    boolean isOver() {
        return status != Status.RUNNING && status != Status.CANCELLING;
    }

    /** Names and values, as in a list of tasks. */
    public Map<String, Object> describe() {
        return Shape.values(
                "TaskHandle",
                isOver() ? null : handle().encode(),
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
                "FailureMessage",
                words,
                "StartedTimestamp",
                startedAt);
    }
}
