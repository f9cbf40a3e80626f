package org.leasemq.engine;

import java.util.Objects;

/**
 * What a queue gets of what is sent to a topic. A subscription is an attribute of the queue: it lives and dies with it, and
 * is as durable as the queue.
 *
 * @param topic name of the topic
 * @param filter only messages that pass it; null for all
 * @param exceptOrigin not the messages of this {@linkplain NewMessage#origin origin}; null to have all
 */
public record Subscription(String topic, Filter filter, String exceptOrigin) {
    public Subscription {
        Objects.requireNonNull(topic, "topic");
    }

    /** All messages of a topic. */
    public static Subscription to(String topic) {
        return new Subscription(topic, null, null);
    }
}
