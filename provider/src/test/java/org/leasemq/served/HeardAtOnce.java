package org.leasemq.served;

/** An outlet whose frames are heard as soon as they are put into it. */
public interface HeardAtOnce extends Outlet {
    @Override
    default void flush() {
        // heard already
    }

    @Override
    default void flushSoon() {
        // heard already
    }

    @Override
    default void close() {
        // nothing is open
    }
}
