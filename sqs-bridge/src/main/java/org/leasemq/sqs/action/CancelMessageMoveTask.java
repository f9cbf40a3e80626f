package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Ends a move task; what has been moved stays where it is. */
final class CancelMessageMoveTask implements SimpleAction {
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
        String handle = call.in().required("TaskHandle");
        MoveTask task = call.bridge()
                .moves
                .find(handle)
                .orElseThrow(() -> new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Task does not exist."));
        call.named(task.source, name());
        Long moved = task.cancel();
        if (moved == null) {
            throw new ApiException(ErrorCode.UNSUPPORTED_OPERATION, "Only active tasks can be cancelled.");
        }
        return Shape.values("ApproximateNumberOfMessagesMoved", moved);
    }
}
