package org.leasemq.engine.model;

/** Errors that were told by an engine elsewhere, as they were there. */
public final class ToldError {
    private ToldError() {}

    /**
     * @param kind its kind
     * @param message its message
     * @param detail what {@link EngineException#detail} told of it
     */
    public static EngineException of(EngineException.Kind kind, String message, String detail) {
        return switch (kind) {
            case NO_SUCH_QUEUE -> new EngineException.NoSuchQueue(message, detail, null);
            case QUEUE_SET_ASIDE -> new EngineException.QueueSetAside(message);
            case QUEUE_EXISTS -> new EngineException.QueueExists(message, detail, null);
            case QUEUE_CHANGED -> new EngineException.QueueChanged(message, null);
            case INVALID_ATTRIBUTE -> new EngineException.InvalidAttribute(message);
            case INVALID_MESSAGE -> new EngineException.InvalidMessage(message);
            case MESSAGE_TOO_LARGE -> new EngineException.MessageTooLarge(message);
            case LEASE_ENDED -> new EngineException.LeaseEnded(message, Boolean.parseBoolean(detail));
            case INVALID_FILTER -> new EngineException.InvalidFilter(message);
            case NO_SUCH_BRANCH -> new EngineException.NoSuchBranch(message, null);
            case BRANCH_EXISTS -> new EngineException.BranchExists(message, null);
            case BRANCH_BUSY -> new EngineException.BranchBusy(message, null);
            case BRANCH_DECIDED -> new EngineException.BranchDecided(message, Boolean.parseBoolean(detail), null);
            case SUBSCRIPTION_IN_USE -> SubscriptionInUse.told(message, detail);
            case NO_ROOM -> new EngineException.NoRoom(message, null, Boolean.parseBoolean(detail));
            case NO_THREAD -> new EngineException.NoThread(message, null);
            case STORE_FAILED -> new EngineException.StoreFailed(message, null);
            case FAILED -> new EngineException.Failed(message, null);
            case UNKNOWN -> new EngineException.Unknown(message, null);
            case CLOSED -> new EngineException.Closed(message);
            case ACCESS_DENIED -> new AccessDenied(message);
        };
    }
}
