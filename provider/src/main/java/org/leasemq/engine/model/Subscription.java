package org.leasemq.engine.model;

import java.util.Objects;

/**
 * What a queue gets of what is sent to a topic. A subscription is an attribute of the queue: it lives and dies with it, and
 * is as durable as the queue. A queue has one for each topic and label.
 *
 * @param topic name of the topic
 * @param filter only messages that pass it; null for all
 * @param exceptOrigin not the messages of this {@linkplain Message#origin origin}; null to have all
 * @param label kept with each message that comes by it, wherever that goes, as its attribute {@link Attribute#SUBSCRIPTION};
 *     means nothing to the engine; null for none
 */
public record Subscription(String topic, Filter filter, String exceptOrigin, String label) {
    public Subscription {
        Objects.requireNonNull(topic, "topic");
    }

    /** One without a label. */
    public Subscription(String topic, Filter filter, String exceptOrigin) {
        this(topic, filter, exceptOrigin, null);
    }

    /** All messages of a topic. */
    public static Subscription to(String topic) {
        return new Subscription(topic, null, null);
    }
}
