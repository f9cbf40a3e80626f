package org.leasemq.served;

/** What a client said makes sense, but is not done here; its connection ends. The message is for whoever runs the client. */
public final class NotServedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** @param passing whether it may be done a little later, so that the client should try again */
    NotServedException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Whether it may be done a little later. */
    public boolean isPassing() {
        return passing;
    }
}
