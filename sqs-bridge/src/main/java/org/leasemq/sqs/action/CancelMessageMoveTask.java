package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.move.TaskHandle;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Ends a move task; what has been moved stays where it is. */
final class CancelMessageMoveTask implements SimpleAction {
    private static final String SOURCE = "the source of TaskHandle";

    @Override
    public List<Touch> touches() {
        return List.of(new Touch(SOURCE, TouchRole.OWNER, CancelMessageMoveTask::source));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TaskHandle");
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("ApproximateNumberOfMessagesMoved", NUMBER);
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo source = call.touched(SOURCE).queue();
        TaskHandle handle = handle(call);
        if (call.bridge().moves().of(source).stream()
                .noneMatch(task -> task.handle().equals(handle))) {
            throw new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Task does not exist.");
        }
        Long moved = call.bridge().moves().cancel(source, handle);
        if (moved == null) {
            throw new ApiException(ErrorCode.UNSUPPORTED_OPERATION, "Only active tasks can be cancelled.");
        }
        return Shape.values("ApproximateNumberOfMessagesMoved", moved);
    }

    private static TaskHandle handle(Call call) {
        return TaskHandle.decode(call.in().required("TaskHandle"));
    }

    private static List<Resource> source(Call call) {
        return List.of(
                Resource.of(Touch.queueOfArn(call, "SourceArn", handle(call).sourceArn())));
    }
}
