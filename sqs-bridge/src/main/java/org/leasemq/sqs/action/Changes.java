package org.leasemq.sqs.action;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.wire.ApiException;

/** Changes of queues that are made of what is there when their turn comes. */
public final class Changes {
    private Changes() {}

    /** @param change may refuse what it finds */
    public static void apply(Call call, QueueInfo queue, UnaryOperator<QueueAttributes> change) {
        AtomicReference<ApiException> refusal = new AtomicReference<>();
        try {
            call.done(call.engine().changeAttributes(queue.name(), present -> {
                refusal.set(null); // of what was in force before
                try {
                    return change.apply(present);
                } catch (ApiException e) {
                    refusal.set(e);
                    throw new EngineException.InvalidAttribute(e.getMessage());
                }
            }));
        } catch (ApiException e) {
            throw refusal.get() == null ? e : refusal.get();
        }
    }
}
