package org.leasemq.engine.wire;

/** There is no memory for what would be read. */
public final class NoRoomToReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRoomToReadException() {
        super("There is no memory for what would be read.");
    }
}
