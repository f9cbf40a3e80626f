package org.leasemq.remote;

import java.time.Duration;

/**
 * For how long a server is waited for.
 *
 * @param connect until one address has accepted a connection, and until it has answered the first request
 * @param session for how long the server misses this process before it gives up what it has there
 * @param reconnect for how long it is tried to connect again before everything that waits is told that nobody knows
 */
public record Patience(Duration connect, Duration session, Duration reconnect) {
    /** A third of the session's: what is said so often is heard in time. */
    int heartbeatMillis() {
        return (int) Math.max(100, Math.min(Integer.MAX_VALUE, session.toMillis() / 3));
    }
}
