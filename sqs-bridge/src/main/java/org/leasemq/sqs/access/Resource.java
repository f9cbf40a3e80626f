package org.leasemq.sqs.access;

import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.queue.Arns;

/**
 * A queue or a topic that a request touches.
 *
 * @param isTopic whether it is a topic
 * @param name what the engine calls it
 * @param queue the queue, or what is kept of the topic; null if there is none: the queue is only named yet, the topic only
 *     published or subscribed to
 */
public record Resource(boolean isTopic, String name, QueueInfo queue) {

    /** A queue. */
    public static Resource of(QueueInfo queue) {
        return new Resource(false, queue.name(), queue);
    }

    /** What is kept with it. */
    public QueueAttributes attributes() {
        return queue == null ? QueueAttributes.standardQueue() : queue.attributes();
    }

    /**
     * Where it belongs, whoever asks.
     *
     * @param own where the server is at home
     */
    public Arns home(Arns own) {
        return own.of(name, attributes());
    }

    /**
     * Its ARN, whoever asks.
     *
     * @param own where the server is at home
     */
    public String arn(Arns own) {
        Arns home = home(own);
        String plain = Arns.plain(name);
        return isTopic ? home.topic(plain) : home.queue(plain);
    }
}
