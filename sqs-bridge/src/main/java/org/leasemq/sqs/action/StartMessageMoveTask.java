package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.Map;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Begins to move the messages of a dead-letter queue back to where they came from, or to another queue. */
final class StartMessageMoveTask implements SimpleAction {
    private static final int FASTEST = 500;

    @Override
    public Shape.Structure input() {
        return Shape.texts("SourceArn", "DestinationArn").with("MaxNumberOfMessagesPerSecond", NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("TaskHandle");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String sourceArn = call.in().required("SourceArn");
        QueueInfo source = queue(call, sourceArn);
        requireDeadLetterQueue(call, source);
        String destinationArn = call.in().text("DestinationArn");
        QueueInfo destination = destinationArn == null ? null : queue(call, destinationArn);
        Long rate = call.in().number("MaxNumberOfMessagesPerSecond");
        if (rate != null && (rate < 1 || rate > FASTEST)) {
            throw ApiException.invalid("MaxNumberOfMessagesPerSecond", rate, "Must be between 1 and 500, if provided.");
        }
        MoveTask task = new MoveTask(
                source.name(),
                sourceArn,
                destination == null ? null : destination.name(),
                destinationArn,
                rate,
                call.engine().statistics(source.name()).available(),
                call.bridge().moves.now());
        if (!call.bridge().moves.start(task)) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_OPERATION,
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
        }
        return Shape.values("TaskHandle", task.handle());
    }

    /** The queue of an ARN, if the caller may do with it what the action does. */
    static QueueInfo queue(Call call, String arn) {
        String name = Arns.queueOf(arn);
        try {
            if (name != null) {
                return call.named(name, call.action());
            }
        } catch (ApiException e) {
            if (e.code() != ErrorCode.QUEUE_DOES_NOT_EXIST) {
                throw e;
            }
        }
        throw new ApiException(
                ErrorCode.RESOURCE_NOT_FOUND,
                "The resource that you specified for the SourceArn or DestinationArn parameter doesn't exist.");
    }

    private static void requireDeadLetterQueue(Call call, QueueInfo source) {
        boolean used = call.engine().queues().stream()
                .anyMatch(queue -> ListDeadLetterSourceQueues.isSource(queue, source.name()));
        if (!used) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE, "Source queue must be configured as a Dead Letter Queue.");
        }
    }
}
