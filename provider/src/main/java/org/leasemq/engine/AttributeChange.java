package org.leasemq.engine;

import java.util.function.UnaryOperator;
import org.leasemq.annotation.CanIgnoreReturnValue;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;

/** Changes attributes of a queue that are made of those it has, whoever else changes them at the same time. */
public final class AttributeChange {
    private AttributeChange() {}

    /**
     * Changes the attributes of a queue, and waits until that is durable.
     *
     * @param change makes the new attributes of those in force; called once more, by this thread, if somebody else has changed
     *     them before its result could be in force. What it throws goes to the caller
     * @throws EngineException.NoSuchQueue if there is none of that name
     * @throws EngineException.InvalidAttribute if its result is impossible
     */
    @CanIgnoreReturnValue
    public static QueueInfo apply(LeaseEngine engine, String queue, UnaryOperator<QueueAttributes> change) {
        QueueInfo changed = null;
        while (changed == null) {
            QueueInfo found = engine.findQueue(queue).await().orElseThrow(() -> new EngineException.NoSuchQueue(queue));
            changed = set(engine, found, change.apply(found.attributes()));
        }
        return changed;
    }

    /** Null if they have been changed meanwhile. */
    private static QueueInfo set(LeaseEngine engine, QueueInfo found, QueueAttributes attributes) {
        try {
            return engine.setAttributes(found, attributes).await();
        } catch (EngineException.QueueChanged e) {
            return null;
        }
    }
}
