package org.leasemq.sqs.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.queue.TaskHandle;
import org.leasemq.sqs.wire.Shape;

/** Moves the messages of a dead-letter queue, some each tenth of a second, until there are none. Safe for several threads. */
final class MoveTask {
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLING,
        CANCELLED,
        FAILED
    }

    final QueueInfo source;
    final String sourceArn;
    final String destination;
    private final String destinationArn;
    private final Long rate;
    private final long toMove;
    private final long startedAt;
    private final TaskHandle handle;
    private Status status = Status.RUNNING;
    private long moved;
    private String failure;

    /**
     * @param destination name of the queue they go to; null for those they came from
     * @param rate messages a second; null for as many as the service allows
     * @param toMove how many there are at the beginning
     */
    MoveTask(
            QueueInfo source,
            String sourceArn,
            String destination,
            String destinationArn,
            Long rate,
            long toMove,
            long startedAt) {
        this.source = source;
        this.sourceArn = sourceArn;
        this.destination = destination;
        this.destinationArn = destinationArn;
        this.rate = rate;
        this.toMove = toMove;
        this.startedAt = startedAt;
        UUID id = UUID.nameUUIDFromBytes((sourceArn + startedAt).getBytes(UTF_8));
        this.handle = new TaskHandle(id.toString(), sourceArn);
    }

    TaskHandle handle() {
        return handle;
    }

    synchronized boolean isRunning() {
        return status == Status.RUNNING;
    }

    /** How many may be moved within the next interval. */
    int share(int intervalsPerSecond, int most) {
        long perSecond = rate == null ? most : Math.min(rate, most);
        return (int) Math.max(1, perSecond / intervalsPerSecond);
    }

    /** How many intervals pass until the next: more than one for rates below one an interval. */
    int intervals(int intervalsPerSecond) {
        return rate == null || rate >= intervalsPerSecond ? 1 : (int) (intervalsPerSecond / rate);
    }

    synchronized void moved(int count, boolean wasLast) {
        moved += count;
        if (status == Status.CANCELLING) {
            status = Status.CANCELLED;
        } else if (wasLast) {
            status = Status.COMPLETED;
        }
    }

    synchronized void failed(EngineException e) {
        status = Status.FAILED;
        failure = e instanceof EngineException.InvalidMessage
                ? "CouldNotDetermineMessageSource"
                : e instanceof EngineException.NoSuchQueue ? "AWS.SimpleQueueService.NonExistentQueue" : e.getMessage();
    }

    /** Tells how many have been moved; null if it is over already. */
    synchronized Long cancel() {
        if (status != Status.RUNNING) {
            return null;
        }
        status = Status.CANCELLING;
        return moved;
    }

    synchronized Map<String, Object> describe() {
        boolean over = status != Status.RUNNING && status != Status.CANCELLING;
        return Shape.values(
                "TaskHandle",
                over ? null : handle.encode(),
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
