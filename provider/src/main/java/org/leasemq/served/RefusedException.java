package org.leasemq.served;

/** What a client said makes sense, but is not done here; its connection ends. The message is for whoever runs the client. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
