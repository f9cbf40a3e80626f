package org.leasemq.engine.wire;

/** Bytes that are nothing that could have been written: who sent them is not to be trusted with anything more. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
