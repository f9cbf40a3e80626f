package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.attribute.RedriveRules;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.move.MoveTask;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Begins to move the messages of a dead-letter queue back to where they came from, or to another queue. */
final class StartMessageMoveTask implements SimpleAction {

    private static final String SOURCE = "SourceArn";
    private static final String DESTINATION = "DestinationArn";
    private static final int FASTEST = 500;

    @Override
    public List<Touch> touches() {
        return List.of(
                Touch.queueArn(SOURCE, TouchRole.OWNER),
                Touch.queueArn(DESTINATION, TouchRole.SENDER),
                new Touch(
                        "without DestinationArn, the queues that messages go back to",
                        TouchRole.SENDER,
                        StartMessageMoveTask::origins));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(SOURCE, DESTINATION).with("MaxNumberOfMessagesPerSecond", NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("TaskHandle");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.in().required(SOURCE);
        QueueInfo source = call.touched(SOURCE).queue();
        requireDeadLetterQueue(call, source);
        Resource named = call.touched(DESTINATION);
        QueueInfo destination = named == null ? null : named.queue();
        if (destination != null && destination.number() == source.number()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "The destination of a move task has to be another queue than its source.");
        }
        Long rate = call.in().number("MaxNumberOfMessagesPerSecond");
        if (rate != null && (rate < 1 || rate > FASTEST)) {
            throw ApiException.invalid("MaxNumberOfMessagesPerSecond", rate, "Must be between 1 and 500, if provided.");
        }
        MoveTask task = new MoveTask(
                UUID.randomUUID().toString(),
                call.who(),
                source.name(),
                call.homes().arn(source),
                destination == null ? null : destination.name(),
                destination == null ? 0 : destination.number(),
                destination == null ? null : call.homes().arn(destination),
                rate,
                call.engine().statistics(source.name()).await().available(),
                call.bridge().clock().millis(),
                MoveTask.Status.RUNNING,
                0,
                null,
                null);
        if (!call.bridge().moves().start(source, task)) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "There is already a task running. Only one active task is allowed for a source queue arn at a"
                            + " given time.");
        }
        return Shape.values("TaskHandle", task.handle().encode());
    }

    /** Null for back to where they came from. */
    private static String destination(Call call) {
        String arn = call.in().text(DESTINATION);
        return arn == null || arn.isEmpty() ? null : arn;
    }

    /** Whoever made a queue its dead-letter queue owned both; so these are asked for once, not with every message. */
    private static List<Resource> origins(Call call) {
        String source = call.homes().queueOf(call.in().text(SOURCE));
        return source == null || destination(call) != null
                ? List.of()
                : call.engine().queues().stream()
                        .filter(queue -> RedriveRules.isSource(queue, source))
                        .map(Resource::of)
                        .toList();
    }

    private static void requireDeadLetterQueue(Call call, QueueInfo source) {
        boolean used = call.engine().queues().stream().anyMatch(queue -> RedriveRules.isSource(queue, source.name()));
        if (!used) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE, "Source queue must be configured as a Dead Letter Queue.");
        }
    }
}
