package org.leasemq.sqs.access;

/** As what a request touches a queue or a topic, and so who may send it. */
public enum TouchRole {
    /** Sends messages to the queue. */
    SENDER("SendMessage"),
    /** Receives messages of the queue, or looks at them. */
    RECEIVER("ReceiveMessage"),
    /** Deletes messages it has received from the queue. */
    DELETER("DeleteMessage"),
    /** Keeps messages it has received from the queue, or gives them back. */
    HOLDER("ChangeMessageVisibility"),
    /** Deletes all messages of the queue. */
    PURGER("PurgeQueue"),
    /** Reads the attributes of the queue. */
    READER("GetQueueAttributes"),
    /** Asks where the queue is. */
    FINDER("GetQueueUrl"),
    /** Asks which queues have the queue as their dead-letter queue. */
    SOURCE_READER("ListDeadLetterSourceQueues"),

    /** Sends messages to the topic. */
    PUBLISHER("sns:Publish"),
    /** Has a queue get what is published to the topic. */
    SUBSCRIBER("sns:Subscribe"),
    /** Reads the attributes of the topic. */
    TOPIC_READER("sns:GetTopicAttributes"),
    /** Asks which queues subscribe to the topic. */
    SUBSCRIPTION_READER("sns:ListSubscriptionsByTopic"),
    /** Asks for the tags of the topic. */
    TAG_READER("sns:ListTagsForResource"),

    /** Has another queue move its dead letters to the queue. No policy can allow that. */
    DEAD_LETTER_SOURCE(null),
    /** Does with it what no policy can allow. */
    OWNER(null);

    private final String permission;

    TouchRole(String permission) {
        this.permission = permission;
    }

    /** The action of a policy that allows others what this role does; null if only the owner may. */
    public String permission() {
        return permission;
    }
}
