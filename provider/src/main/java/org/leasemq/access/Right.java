package org.leasemq.access;

import java.util.Locale;

/** What a role may be allowed to do with queues and topics. */
public enum Right {
    /** To send to a queue, or to publish to a topic. */
    SEND("send to"),
    /** To receive from a queue and delete what one has received, or to subscribe to a topic. */
    RECEIVE("receive from"),
    /** To look into a queue without taking anything. */
    BROWSE("browse"),
    /** To create a queue, or to make and to end durable subscriptions of a topic. */
    CREATE("create, or make durable subscriptions of,"),
    /** To change, purge and delete a queue; of everything: to decide the transactions of others. */
    MANAGE("manage");

    private final String words;

    Right(String words) {
        this.words = words;
    }

    /** How it is written in a users file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is done, in a sentence that goes on with a queue or a topic. */
    String words() {
        return words;
    }
}
