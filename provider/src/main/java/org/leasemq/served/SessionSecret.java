package org.leasemq.served;

import java.util.function.Supplier;
import org.leasemq.engine.wire.Resumption;

/** By what a client goes on with its session on another connection. It ends with the session. Safe for use by several threads. */
final class SessionSecret {
    private static final byte[] NONE = {};

    /** What is kept of it; null while there is none. */
    private volatile byte[] digest;

    /** What a client is told that has begun a connection: a new one if it has proved who it is. */
    byte[] told(Visitor visitor) {
        Supplier<byte[]> maker = visitor.secret();
        if (maker == null) {
            return NONE;
        }
        byte[] secret = maker.get();
        digest = Resumption.digest(secret);
        return secret;
    }

    boolean isKnownBy(Resumption said) {
        byte[] present = digest;
        return present != null && said.isOf(present);
    }
}
