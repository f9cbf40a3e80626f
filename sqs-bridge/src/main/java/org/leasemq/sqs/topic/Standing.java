package org.leasemq.sqs.topic;

import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.queue.TopicLabels;

/**
 * How a subscription stood at one moment.
 *
 * @param topicName what the engine calls its topic
 * @param queueName what the engine calls its queue
 * @param topic what is kept of the topic; null if nothing is, or if it was not looked for, since the queue has the subscription
 * @param queue the queue; null if it was not there
 */
public record Standing(String topicName, String queueName, QueueInfo topic, QueueInfo queue) {

    /** The topic is looked at before and after the queue: it was the same when the queue was as it is here. */
    static Standing of(LeaseEngine engine, String topic, String queue) {
        QueueInfo before = Topics.created(engine, topic);
        while (true) {
            QueueInfo there = engine.findQueue(queue).await().orElse(null);
            QueueInfo after = Topics.created(engine, topic);
            if (isSame(before, after)) {
                return new Standing(topic, queue, after, there);
            }
            before = after;
        }
    }

    /** Whether nothing was changed in between; what has been changed to the same counts. */
    static boolean isSame(QueueInfo one, QueueInfo other) {
        return one == null || other == null
                ? one == other
                : one.number() == other.number() && one.version() == other.version();
    }

    /** Whether something is kept with the topic, whatever for. */
    boolean isKept() {
        return topic != null && TopicLabels.isWaiting(topic.attributes(), queueName);
    }

    /** Whether what is kept with the topic waits for the queue. */
    boolean isWaiting() {
        return topic != null && TopicLabels.isWaiting(topic.attributes(), queueName, queue);
    }

    /** Whether the queue has it. */
    boolean isOfQueue() {
        return queue != null && Topics.find(queue.attributes(), topicName) != null;
    }

    /** Whether there is a subscription, wherever it is kept. */
    public boolean isThere() {
        return isOfQueue() || isWaiting();
    }

    /** What it is found and sorted by: first by topic, since a line feed sorts before all that names have in them. */
    String key() {
        return topicName + "\n" + queueName;
    }

    /** Whose it is: that of the queue, or of the topic as long as the queue does not have it. */
    public Resource owner(LeaseEngine engine) {
        return isOfQueue() ? Resource.of(queue) : TopicTouch.resource(engine, topicName);
    }

    /** Where what is kept about a subscription is that is there, and under which of its ends. */
    QueueAttributes holder() {
        return isOfQueue() ? queue.attributes() : topic.attributes();
    }

    String end() {
        return isOfQueue() ? topicName : queueName;
    }
}
