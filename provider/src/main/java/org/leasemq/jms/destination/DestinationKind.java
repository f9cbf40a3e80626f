package org.leasemq.jms.destination;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import org.leasemq.jms.error.JmsErrors;

/** The kinds of destinations a message can ask for a reply to, and how each is named in its attributes. */
public enum DestinationKind {
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
    public static String label(LeaseMQDestination destination) {
        boolean isTemporary = TemporaryDestinations.isTemporary(destination);
        if (destination instanceof TopicDestination) {
            return (isTemporary ? TEMPORARY_TOPIC : TOPIC).label;
        }
        return (isTemporary ? TEMPORARY_QUEUE : QUEUE).label;
    }

    /**
     * The destination that a message names.
     *
     * @param label how its kind is named; null if it is not
     * @param temporaries those of the connection that reads the name
     */
    public static Destination destination(String name, String label, TemporaryDestinations temporaries)
            throws JMSException {
        Destinations destinations = temporaries.destinations();
        if (TOPIC.label.equals(label)) {
            return destinations.topic(name);
        }
        refuseOptions(name);
        if (TEMPORARY_QUEUE.label.equals(label)) {
            return destinations.newTemporaryQueue(name, temporaries.ifOwnerOf(name));
        }
        return TEMPORARY_TOPIC.label.equals(label)
                ? destinations.newTemporaryTopic(name, temporaries.ifOwnerOf(name))
                : destinations.queue(name);
    }

    /** Whoever sends over HTTP can write anything there; options in particular are not for others to say. */
    private static void refuseOptions(String name) throws JMSException {
        if (name.indexOf('?') >= 0) {
            throw JmsErrors.invalidDestination("It is no name that a destination can have.", null);
        }
    }
}
