package org.leasemq.console.api;

import org.leasemq.engine.model.EngineException;

/** What is asked for is not done: why, in words for whoever looks at the page. */
public final class Refusal extends RuntimeException {
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int CONFLICT = 409;
    public static final int LENGTH_REQUIRED = 411;
    public static final int TOO_LARGE = 413;
    public static final int NO_FORM = 415;
    public static final int FAILED = 500;
    public static final int UNAVAILABLE = 503;

    private final int status;

    /** @param status of HTTP */
    public Refusal(int status, String message) {
        this(status, message, null);
    }

    private Refusal(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** What an engine says, as it is told to the page. */
    public static Refusal of(EngineException error) {
        int status = switch (error.kind()) {
            case ACCESS_DENIED -> FORBIDDEN;
            case NO_SUCH_QUEUE, NO_SUCH_BRANCH -> NOT_FOUND;
            case QUEUE_CHANGED,
                    QUEUE_EXISTS,
                    QUEUE_SET_ASIDE,
                    BRANCH_BUSY,
                    BRANCH_DECIDED,
                    BRANCH_EXISTS,
                    LEASE_ENDED,
                    SUBSCRIPTION_IN_USE -> CONFLICT;
            case MESSAGE_TOO_LARGE -> TOO_LARGE;
            case INVALID_ATTRIBUTE, INVALID_MESSAGE, INVALID_FILTER -> BAD_REQUEST;
            case NO_ROOM, NO_THREAD, STORE_FAILED, CLOSED -> UNAVAILABLE;
            case FAILED, UNKNOWN -> FAILED;
        };
        return new Refusal(status, error.getMessage(), error);
    }
}
