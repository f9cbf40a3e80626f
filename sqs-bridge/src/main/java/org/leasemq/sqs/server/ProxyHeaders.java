package org.leasemq.sqs.server;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/** The headers in which proxies that are trusted say how clients reached them. What comes in the others counts for nothing. */
@VisibleTo(Audience.APPLICATIONS)
public enum ProxyHeaders {
    /** {@code X-Forwarded-For} and its kin. */
    X_FORWARDED,
    /** {@code Forwarded}, RFC 7239. */
    FORWARDED
}
