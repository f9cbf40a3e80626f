package org.leasemq.engine.model;

import java.util.Objects;

/**
 * Where a message is sent: to a queue, or to a topic, that is to every queue that {@linkplain Subscription subscribes} to it.
 *
 * @param name name of the queue or the topic
 * @param isTopic which of them
 */
public record Target(String name, boolean isTopic) {
    public Target {
        Objects.requireNonNull(name, "name");
    }

    /** The queue of that name, which has to exist. */
    public static Target queue(String name) {
        return new Target(name, false);
    }

    /** The topic of that name. Topics need not be created; one without subscriptions takes messages and drops them. */
    public static Target topic(String name) {
        return new Target(name, true);
    }

    /** The queue without which it is not there; null for a topic, which needs none unless it is temporary. */
    public String requiredQueue() {
        return isTopic && !name.startsWith(QueuePrefix.TEMPORARY) ? null : name;
    }

    @Override
    public String toString() {
        return (isTopic ? "topic '" : "queue '") + name + "'";
    }
}
