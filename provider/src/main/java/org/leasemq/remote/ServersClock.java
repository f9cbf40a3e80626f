package org.leasemq.remote;

import org.leasemq.engine.TimeSource;

/** What time it is at the server, which is what counts there, as far as this process has been told. Safe for use by several threads. */
final class ServersClock {
    private final TimeSource clock;
    private volatile long ahead;

    /** @param clock of this process */
    ServersClock(TimeSource clock) {
        this.clock = clock;
    }

    /** The server has just said what time it is. */
    void told(long millis) {
        ahead = millis - clock.millis();
    }

    /** Milliseconds since the epoch. */
    long millis() {
        return clock.millis() + ahead;
    }

    /** The clock of this process, for what lasts some time here. */
    TimeSource own() {
        return clock;
    }
}
