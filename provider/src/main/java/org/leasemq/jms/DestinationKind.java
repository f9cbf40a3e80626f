package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.jms.error.JmsErrors;

/** The kinds of destinations a message can ask for a reply to, and how each is named in its attributes. */
enum DestinationKind {
    /** What is meant when nothing is said, as by AWS's own library, which knows nothing else. */
    QUEUE(null),
    TOPIC("topic"),
    TEMPORARY_QUEUE("temporary-queue"),
    TEMPORARY_TOPIC("temporary-topic");

    private final String label;

    DestinationKind(String label) {
        this.label = label;
    }

    /** How it is named; null if it need not be. */
    static String label(LeaseMQDestination destination) {
        boolean isTemporary = TemporaryDestinations.isTemporary(destination);
        if (destination instanceof LeaseMQTopic) {
            return (isTemporary ? TEMPORARY_TOPIC : TOPIC).label;
        }
        return (isTemporary ? TEMPORARY_QUEUE : QUEUE).label;
    }

    /** @param own the temporary destinations of the connection that reads the name */
    static LeaseMQDestination destination(String name, String label, TemporaryDestinations own) throws JMSException {
        if (TOPIC.label.equals(label)) {
            return LeaseMQDestination.topic(name);
        }
        refuseOptions(name);
        if (TEMPORARY_QUEUE.label.equals(label)) {
            return new LeaseMQTemporaryQueue(name, own.ifOwnerOf(name));
        }
        return TEMPORARY_TOPIC.label.equals(label)
                ? new LeaseMQTemporaryTopic(name, own.ifOwnerOf(name))
                : LeaseMQDestination.queue(name);
    }

    /** Whoever sends over HTTP can write anything there; options in particular are not for others to say. */
    private static void refuseOptions(String name) throws JMSException {
        if (name.indexOf('?') >= 0) {
            throw JmsErrors.invalidDestination("It is no name that a destination can have.", null);
        }
    }
}
