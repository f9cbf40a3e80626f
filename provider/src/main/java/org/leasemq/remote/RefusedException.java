package org.leasemq.remote;

/** The server does not want the connection. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** Trying again is of no use. */
    public RefusedException(String message) {
        this(message, false);
    }

    /** @param passing whether trying again may help */
    RefusedException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    boolean isPassing() {
        return passing;
    }
}
