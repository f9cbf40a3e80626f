package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leasemq.engine.Completion;
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
        delete(call, queue);
        call.bridge().deletions.note(queue.name());
        call.bridge().moves.forget(queue);
        return Map.of();
    }

    private static void delete(Call call, QueueInfo queue) {
        Optional<Completion<QueueInfo>> deleted = Optional.empty();
        while (deleted.isEmpty()) {
            QueueInfo present = call.engine()
                    .findQueue(queue.name())
                    .filter(found -> found.number() == queue.number())
                    .orElseThrow(call::noSuchQueue);
            call.bridge().queueLife().deleting(call, present);
            deleted = call.engine().deleteUnchanged(present);
        }
        call.done(deleted.get());
        call.bridge().queueLife().deleted(call, queue);
    }
}
