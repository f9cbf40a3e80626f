package org.leasemq.sqs.message;

import java.util.UUID;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.sqs.queue.TopicLabels;

/** For which queue a message of a topic was published, though another may have it: each gets it under an id of its own. */
final class Addressee {
    private Addressee() {}

    /**
     * The name of that queue.
     *
     * @param deadLetterSource the queue from which the message was dead-lettered; null if it was not
     * @param queue the queue it is in
     */
    static String of(Message message, String deadLetterSource, String queue) {
        Attribute label = message.attributes().get(Attribute.SUBSCRIPTION);
        String missed = label == null ? null : TopicLabels.insteadOf(label.asText());
        String source = missed == null ? deadLetterSource : missed;
        return source == null ? queue : source;
    }

    /**
     * The id that clients see.
     *
     * @param id that of the engine, which is the same in all queues
     */
    static UUID id(UUID id, Message message, String deadLetterSource, String queue) {
        return TopicLabels.topicOf(message.attributes()) == null
                ? id
                : TopicLabels.idIn(of(message, deadLetterSource, queue), id);
    }
}
