package org.leasemq.access;

import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.Target;

/**
 * A queue or a topic that somebody wants to do something with.
 *
 * @param name as the engine knows it
 * @param isTopic which of them
 */
record Destination(String name, boolean isTopic) {
    static Destination queue(String name) {
        return new Destination(name, false);
    }

    static Destination topic(String name) {
        return new Destination(name, true);
    }

    static Destination of(Target target) {
        return new Destination(target.name(), target.isTopic());
    }

    /** Whether it belongs to who made it, and everybody may send to it who knows its name. */
    boolean isTemporary() {
        return name.startsWith(QueuePrefix.TEMPORARY);
    }

    /** Whether a client may create it for as long as it is there itself. */
    boolean endsWithItsClient() {
        return isTemporary() || isNameless();
    }

    private boolean isNameless() {
        return !isTopic && name.startsWith(QueuePrefix.CONSUMER);
    }

    /** Whether it is the queue of a subscription with a name. */
    boolean isSubscription() {
        return !isTopic && QueuePrefix.SUBSCRIPTIONS.stream().anyMatch(name::startsWith);
    }

    /** Whether it is nothing that has a name for people: only who may everything reaches it if it is not his own. */
    boolean isHidden() {
        return isTemporary() || isNameless() || isSubscription() || !isTopic && name.startsWith(QueuePrefix.TOPIC);
    }

    @Override
    public String toString() {
        return (isTopic ? "topic '" : "queue '") + name + "'";
    }
}
