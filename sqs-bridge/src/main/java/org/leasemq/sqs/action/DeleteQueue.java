package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.wire.Shape;

/** Deletes a queue with all that is in it. */
final class DeleteQueue implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(Role.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue();
        call.bridge().queueLife().deleting(call, queue);
        call.done(call.engine().deleteQueue(queue.name()));
        call.bridge().deletions.note(queue.name());
        call.bridge().moves.forget(queue);
        return Map.of();
    }
}
