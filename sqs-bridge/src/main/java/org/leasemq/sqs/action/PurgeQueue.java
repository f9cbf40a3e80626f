package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Removes all messages of a queue, also those in flight. */
final class PurgeQueue implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.PURGER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueueInfo queue = call.queue();
        if (call.bridge().purges().isTooSoon(queue.name())) {
            throw new ApiException(
                    ErrorCode.PURGE_IN_PROGRESS,
                    "Only one PurgeQueue operation on " + Arns.plain(queue.name()) + " is allowed every 60 seconds.");
        }
        call.done(call.engine().purge(queue.name()));
        return Map.of();
    }
}
