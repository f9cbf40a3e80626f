package org.leasemq.remote;

/** The server does not want the connection: trying again is of no use. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
