package org.leasemq.engine.local.order;

/** A group of messages, as it is shown to people: an ordered one, or a tenant. */
public interface SeenGroup {
    String id();

    /** Whether its messages are handed out one after the other. */
    boolean isOrdered();

    /** How many belong to it, in whatever state. */
    int messages();

    int inFlight();

    /** Whether something waits in it that not everybody can have. */
    boolean isBlocked();

    /** Who alone gets its messages at the moment, for people; null for anybody. */
    String keptFor();

    /** Position of the leased message that comes first where they are ordered; 0 for none. Looks at all that its holder has. */
    long firstLease();
}
