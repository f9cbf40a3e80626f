package org.leasemq.engine.model;

import java.util.List;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * What queues are called that the faces make for purposes of their own, before what tells them apart. They stand in databases, and
 * who guards an engine goes by them.
 */
@VisibleTo(Audience.FACES)
public final class QueuePrefix {
    /** Temporary destinations, before what nobody guesses. */
    public static final String TEMPORARY = "temporary:";

    /** Consumers of topics without a name. */
    public static final String CONSUMER = "consumer:";

    /** Durable subscriptions that are not shared. */
    public static final String DURABLE = "durable:";

    /** Durable subscriptions that are shared. */
    public static final String SHARED_DURABLE = "shared-durable:";

    /** Shared subscriptions that end with their consumers. */
    public static final String SHARED = "shared:";

    /** Those of subscriptions with a name. */
    public static final List<String> SUBSCRIPTIONS = List.of(DURABLE, SHARED_DURABLE, SHARED);

    /** What keeps the attributes of a topic that has been created, before the topic's name. */
    public static final String TOPIC = "topic:";

    /** What keeps secrets of a server, in labels: nobody is shown it. */
    public static final String SIGNING = "signing:";

    /** What keeps the move tasks of a server, in labels. */
    public static final String MOVES = "moves:";

    private static final List<String> NAMELESS = List.of(TEMPORARY, CONSUMER, SHARED, TOPIC, SIGNING, MOVES);

    private QueuePrefix() {}

    /**
     * Whether people know a queue by its name, so that tools show it: not those that come and go with who uses them, and not what
     * keeps the attributes of a topic, secrets or tasks.
     */
    public static boolean isKnownByName(String queue) {
        return NAMELESS.stream().noneMatch(queue::startsWith);
    }
}
