package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.queue.TaskHandle;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Ends a move task; what has been moved stays where it is. */
final class CancelMessageMoveTask implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(new Touch("the source of TaskHandle", Role.OWNER, CancelMessageMoveTask::source));
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
        Long moved = task(call).cancel();
        if (moved == null) {
            throw new ApiException(ErrorCode.UNSUPPORTED_OPERATION, "Only active tasks can be cancelled.");
        }
        return Shape.values("ApproximateNumberOfMessagesMoved", moved);
    }

    private static MoveTask task(Call call) {
        return call.bridge()
                .moves
                .find(handle(call))
                .orElseThrow(() -> new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Task does not exist."));
    }

    private static TaskHandle handle(Call call) {
        return TaskHandle.decode(call.in().required("TaskHandle"));
    }

    private static List<Resource> source(Call call) {
        return List.of(
                Resource.of(Touch.queueOfArn(call, "SourceArn", handle(call).sourceArn())));
    }
}
