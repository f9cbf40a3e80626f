package org.leasemq.engine.model.seen;

import java.util.Objects;

/**
 * What became of a message with which somebody wanted to do something by hand.
 *
 * @param sequenceNumber of the message where it was
 * @param result what became of it
 * @param detail who has it, of what somebody has, empty if that is not known; why it could not be moved, of what could not be; else
 *     null
 */
public record HandOutcome(long sequenceNumber, Result result, String detail) {
    /** What can become of one. */
    public enum Result {
        DONE,
        /** It is not there any more. */
        GONE,
        /** It has been received since it was seen. */
        RECEIVED_SINCE,
        /** Somebody has it, and that was not to be touched. */
        IN_FLIGHT,
        /** It is being received, moved or deleted at this moment, or is part of a prepared transaction. */
        BUSY,
        /** It can be received already, and needs no release. */
        AVAILABLE,
        /** It cannot be moved where it was to go. */
        NOT_MOVED
    }

    public HandOutcome {
        Objects.requireNonNull(result, "result");
    }

    public boolean done() {
        return result == Result.DONE;
    }

    /** For those who may not know who has it. */
    public HandOutcome withoutHolder() {
        boolean held = result == Result.IN_FLIGHT || result == Result.RECEIVED_SINCE && detail != null;
        return held ? new HandOutcome(sequenceNumber, result, "") : this;
    }

    /**
     * Why it was not done, as people read it.
     *
     * @param name what they call the message
     */
    public String words(String name) {
        String by = detail == null || detail.isEmpty() ? "somebody" : detail;
        return switch (result) {
            case DONE -> "Message " + name + " was done.";
            case GONE ->
                "Message " + name + " is not there any more: it was received and deleted, has expired, or was moved.";
            case RECEIVED_SINCE ->
                detail == null
                        ? "Message " + name + " was received in the meantime, and came back."
                        : "Message " + name + " was received by " + by + " in the meantime.";
            case IN_FLIGHT -> "Message " + name + " is in flight: " + by + " has it.";
            case BUSY ->
                "Message " + name + " is being received, moved or deleted at this moment, or is part of a prepared"
                        + " transaction.";
            case AVAILABLE -> "Message " + name + " can be received already, and needs no release.";
            case NOT_MOVED -> "Message " + name + " was not moved: " + detail;
        };
    }
}
