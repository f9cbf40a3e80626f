package org.leasemq.sqs.topic;

import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * How much may be kept with a topic about subscriptions that wait for their queues. Whoever may subscribe adds to it; the rest
 * of what can be kept with a topic is its owner's, and others leave some of this to the owner as well.
 */
final class WaitingLimits {
    /** Characters. */
    private static final long MOST = 1 << 20;
    /** Of all accounts together that are not the topic's. */
    private static final long MOST_OF_OTHERS = MOST / 2;

    private WaitingLimits() {}

    /**
     * Refuses a change by which more is kept about a subscription than there is room for. What is there stays, however much it
     * is.
     *
     * @param own where the server is at home
     * @param topic what the engine calls the topic
     * @param queue what the engine calls the queue whose subscription waits
     * @return what it is changed to
     * @throws ApiException if there is no room
     */
    static QueueAttributes checked(
            Arns own, String topic, String queue, QueueAttributes before, QueueAttributes after) {
        if (TopicLabels.waitingLength(after, queue) <= TopicLabels.waitingLength(before, queue)) {
            return after;
        }
        String owner = own.of(topic, after).account();
        long all = 0;
        long others = 0;
        for (String name : TopicLabels.waiting(after)) {
            long length = TopicLabels.waitingLength(after, name);
            all += length;
            others += account(own, name).equals(owner) ? 0 : length;
        }
        if (all > MOST || others > MOST_OF_OTHERS && !account(own, queue).equals(owner)) {
            throw new ApiException(
                    ErrorCode.SUBSCRIPTION_LIMIT_EXCEEDED,
                    "The topic has no room for one more subscription of this size whose queue does not exist. Create the"
                            + " queue first, or end another subscription that waits for its queue.");
        }
        return after;
    }

    /** Of a queue that is not there: so its name says it, or it is of here. */
    private static String account(Arns own, String queue) {
        return own.of(queue, QueueAttributes.standardQueue()).account();
    }
}
