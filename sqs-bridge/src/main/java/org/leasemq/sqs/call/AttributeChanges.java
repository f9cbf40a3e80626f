package org.leasemq.sqs.call;

import java.util.function.UnaryOperator;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;

/** Changes of queues that are made of what is there when their turn comes. */
public final class AttributeChanges {
    private AttributeChanges() {}

    /** @param change may refuse what it finds */
    public static void apply(Call call, QueueInfo queue, UnaryOperator<QueueAttributes> change) {
        try {
            AttributeChange.apply(call.engine(), queue.name(), change);
        } catch (EngineException e) {
            throw call.refused(e);
        }
    }

    /** As {@link #apply}; false if there is no such queue. */
    public static boolean ifThere(Call call, String queue, UnaryOperator<QueueAttributes> change) {
        try {
            AttributeChange.apply(call.engine(), queue, change);
            return true;
        } catch (EngineException.NoSuchQueue e) {
            return false;
        } catch (EngineException e) {
            throw call.refused(e);
        }
    }

    /** As {@link #apply}; false if the queue has been changed since it was found, or is gone. */
    public static boolean ifUnchanged(Call call, QueueInfo found, UnaryOperator<QueueAttributes> change) {
        try {
            call.engine().setAttributes(found, change.apply(found.attributes())).await();
            return true;
        } catch (EngineException.NoSuchQueue | EngineException.QueueChanged e) {
            return false;
        } catch (EngineException e) {
            throw call.refused(e);
        }
    }
}
