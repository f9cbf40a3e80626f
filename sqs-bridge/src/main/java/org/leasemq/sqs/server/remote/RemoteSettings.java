package org.leasemq.sqs.server.remote;

import java.time.Duration;

/**
 * How clients elsewhere are served.
 *
 * @param mostSessions how many may be served at once, if there is memory for them; 0 for none
 * @param prefix what paths begin with before a proxy; empty for nothing
 * @param keys whether the server has access keys, so that nobody may come without saying who it is
 * @param greeting how long a connection may take to say who it is
 * @param parting how long a connection is waited for whose end has been decided
 * @param ending how long answers are waited for when the server ends
 */
public record RemoteSettings(
        int mostSessions, String prefix, boolean keys, Duration greeting, Duration parting, Duration ending) {

    /** With the usual times. */
    public RemoteSettings(int mostSessions, String prefix, boolean keys) {
        this(mostSessions, prefix, keys, Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
}
