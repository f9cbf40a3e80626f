package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.move.MoveTask;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** Tells how the move tasks of a dead-letter queue are going, newest first. */
final class ListMessageMoveTasks implements SimpleAction {
    private static final String SOURCE = "SourceArn";
    private static final int MOST = 10;

    private static final Shape.Structure RESULT = Shape.texts("TaskHandle", "Status", "SourceArn", "DestinationArn")
            .with(
                    NUMBER,
                    "MaxNumberOfMessagesPerSecond",
                    "ApproximateNumberOfMessagesMoved",
                    "ApproximateNumberOfMessagesToMove",
                    "StartedTimestamp")
            .with(TEXT, "FailureReason", "FailureMessage");

    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueArn(SOURCE, TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(SOURCE).with("MaxResults", NUMBER);
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Results", Shape.list("ListMessageMoveTasksResultEntry", RESULT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.in().required(SOURCE);
        QueueInfo source = call.touched(SOURCE).queue();
        Long max = call.in().number("MaxResults");
        if (max != null && (max < 1 || max > MOST)) {
            throw ApiException.invalid("MaxResults", max, "Must be between 1 and 10, if provided.");
        }
        List<Map<String, Object>> tasks = call.bridge().moves().of(source).stream()
                .limit(max == null ? 1 : max)
                .map(MoveTask::describe)
                .toList();
        return Shape.values("Results", Shape.orNull(tasks));
    }
}
