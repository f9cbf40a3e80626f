package org.leasemq.sqs.action;

import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.queue.Arns;

/**
 * A queue or a topic that a request touches.
 *
 * @param topic name of the topic; null for a queue
 * @param queue the queue, or what is kept of the topic: null if that has never been created, but is published or subscribed to
 */
public record Resource(String topic, QueueInfo queue) {

    /** A queue. */
    public static Resource of(QueueInfo queue) {
        return new Resource(null, queue);
    }

    /** What is kept with it. */
    public QueueAttributes attributes() {
        return queue == null ? QueueAttributes.standardQueue() : queue.attributes();
    }

    /** Its name whoever asks. */
    public String arn(Arns home) {
        return topic == null ? home.queue(queue.name()) : home.topic(topic);
    }
}
