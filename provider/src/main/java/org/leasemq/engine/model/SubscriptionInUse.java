package org.leasemq.engine.model;

/** A subscription cannot be used, changed or deleted now, since it is used in another way. */
public final class SubscriptionInUse extends EngineException {
    private static final long serialVersionUID = 1L;

    /** @param detail what {@link #detail} told of it */
    static SubscriptionInUse told(String message, String detail) {
        int end = detail.indexOf(SEPARATOR);
        return new SubscriptionInUse(
                message, detail.substring(end + SEPARATOR.length()), Reason.valueOf(detail.substring(0, end)));
    }

    /** What is in the way. */
    public enum Reason {
        /** Somebody uses it, who would not be alone any more. */
        NOT_SHARED,
        /** Somebody uses it with another topic or filter. */
        OTHER_TOPIC,
        /** Somebody uses it, and it was to be deleted. */
        USED,
        /** Messages of it are in flight. */
        IN_FLIGHT,
        /** There is one of the same name and another kind. */
        OTHER_KIND,
        /** There is a queue of that name that is no subscription. */
        NO_SUBSCRIPTION
    }

    private static final String SEPARATOR = " ";

    private final String queue;
    private final Reason reason;

    /** @param queue name of the queue that is in the way */
    public static SubscriptionInUse of(String queue, Reason reason) {
        String why = switch (reason) {
            case NOT_SHARED -> "is used by somebody else, and can have one user only";
            case OTHER_TOPIC -> "is in use with another topic or filter";
            case USED -> "is in use";
            case IN_FLIGHT -> "has messages in flight";
            case OTHER_KIND -> "is there, of another kind";
            case NO_SUBSCRIPTION -> "is a queue and no subscription";
        };
        return new SubscriptionInUse(
                "Subscription '" + queue + "' " + why + ". Wait until that is over, or take another name.",
                queue,
                reason);
    }

    SubscriptionInUse(String message, String queue, Reason reason) {
        super(Kind.SUBSCRIPTION_IN_USE, message, null, reason + SEPARATOR + queue);
        this.queue = queue;
        this.reason = reason;
    }

    /** Name of the queue that is in the way. */
    public String queue() {
        return queue;
    }

    /** What is in the way. */
    public Reason reason() {
        return reason;
    }
}
