package org.leasemq.sqs.action;

import java.util.concurrent.atomic.AtomicBoolean;
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
        try {
            await(call, queue.name(), change);
        } catch (EngineException e) {
            throw EngineErrors.translate(e, call);
        }
    }

    /** As {@link #apply}; false if there is no such queue. */
    public static boolean ifThere(Call call, String queue, UnaryOperator<QueueAttributes> change) {
        try {
            await(call, queue, change);
            return true;
        } catch (EngineException.NoSuchQueue e) {
            return false;
        } catch (EngineException e) {
            throw EngineErrors.translate(e, call);
        }
    }

    /**
     * As {@link #apply}; false if the queue has been changed since it was found, or is gone. What has been changed to the same
     * counts: attributes are compared as objects.
     */
    @SuppressWarnings("ReferenceEquality")
    public static boolean ifUnchanged(Call call, QueueInfo found, UnaryOperator<QueueAttributes> change) {
        AtomicBoolean changed = new AtomicBoolean();
        try {
            return ifThere(call, found.name(), present -> {
                changed.set(present != found.attributes());
                if (changed.get()) {
                    throw new EngineException.InvalidAttribute("Changed meanwhile");
                }
                return change.apply(present);
            });
        } catch (ApiException e) {
            if (changed.get()) {
                return false;
            }
            throw e;
        }
    }

    private static void await(Call call, String queue, UnaryOperator<QueueAttributes> change) {
        AtomicReference<ApiException> refusal = new AtomicReference<>();
        try {
            call.engine()
                    .changeAttributes(queue, present -> {
                        refusal.set(null); // of what was in force before
                        try {
                            return change.apply(present);
                        } catch (ApiException e) {
                            refusal.set(e);
                            throw new EngineException.InvalidAttribute(e.getMessage());
                        }
                    })
                    .await();
        } catch (EngineException e) {
            throw refusal.get() == null ? e : refusal.get();
        }
    }
}
