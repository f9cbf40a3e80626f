package org.leasemq.console.api;

import java.util.Locale;
import org.leasemq.engine.model.QueuePrefix;

/** What a queue is there for. */
enum Kind {
    QUEUE,
    SUBSCRIPTION,
    TEMPORARY,
    /** It keeps the attributes of a topic, and never a message. */
    TOPIC,
    /** It keeps secrets or tasks of the server, and is shown to nobody. */
    SECRET;

    static Kind of(String queue) {
        if (queue.startsWith(QueuePrefix.TOPIC)) {
            return TOPIC;
        }
        if (queue.startsWith(QueuePrefix.SIGNING) || queue.startsWith(QueuePrefix.MOVES)) {
            return SECRET;
        }
        if (queue.startsWith(QueuePrefix.TEMPORARY)) {
            return TEMPORARY;
        }
        boolean subscribes = queue.startsWith(QueuePrefix.CONSUMER)
                || QueuePrefix.SUBSCRIPTIONS.stream().anyMatch(queue::startsWith);
        return subscribes ? SUBSCRIPTION : QUEUE;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
