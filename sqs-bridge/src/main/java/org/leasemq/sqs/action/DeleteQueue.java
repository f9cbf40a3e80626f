package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.Shape;

/** Deletes a queue with all that is in it. */
final class DeleteQueue implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue();
        delete(call, queue);
        call.bridge().deletions().note(queue.name());
        call.bridge().moves().forget(queue);
        return Map.of();
    }

    private static void delete(Call call, QueueInfo queue) {
        boolean deleted = false;
        while (!deleted) {
            QueueInfo present = call.engine()
                    .findQueue(queue.name())
                    .await()
                    .filter(found -> found.number() == queue.number())
                    .orElseThrow(call::noSuchQueue);
            call.bridge().queueLife().deleting(call, present);
            deleted = deleteUnchanged(call, present);
        }
        call.bridge().queueLife().deleted(call, queue);
    }

    /** False if it has been changed since it was found. */
    private static boolean deleteUnchanged(Call call, QueueInfo present) {
        try {
            call.engine().deleteQueue(present).await();
            return true;
        } catch (EngineException.QueueChanged e) {
            return false;
        } catch (EngineException e) {
            throw call.refused(e);
        }
    }
}
