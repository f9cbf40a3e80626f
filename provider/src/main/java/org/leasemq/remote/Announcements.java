package org.leasemq.remote;

import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.MessageRules;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;

/**
 * Tells what messages would get that were sent now. The server is asked only about a queue of which nothing is known, or before
 * something is refused: what is known may have been changed by others.
 */
record Announcements(RemoteMessages engine, KnownQueues queues, ServersClock clock) {
    Completion<Sent> of(Target to, Message message) {
        MessageRules.check(to, message);
        String queue = to.requiredQueue();
        if (queue == null) {
            return Completion.done(announced(message, null));
        }
        QueueInfo known = to.isTopic() || engine.calls.isOver() ? null : queues.find(queue);
        return known != null && takes(known, message)
                ? Completion.done(announced(message, known.attributes()))
                : engine.look(queue).map(found -> {
                    QueueInfo present = found.orElseThrow(() -> new EngineException.NoSuchQueue(queue));
                    return to.isTopic() ? announced(message, null) : of(present, message);
                });
    }

    private Sent of(QueueInfo queue, Message message) {
        check(queue, message);
        return announced(message, queue.attributes());
    }

    private static boolean takes(QueueInfo queue, Message message) {
        try {
            check(queue, message);
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    private static void check(QueueInfo queue, Message message) {
        MessageRules.check(queue.name(), queue.attributes(), message, message.size());
    }

    /** @param attributes of its queue; null for none in particular */
    private Sent announced(Message message, QueueAttributes attributes) {
        long now = clock.millis();
        return new Sent(engine.newId(), 0, now, now + MessageRules.delay(message, attributes), false);
    }
}
