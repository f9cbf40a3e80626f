package org.leasemq.sqs.access;

import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.WireRequest;

/** Finds out who sent a request. Safe for use by several threads. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Looks at what is known before the body has been read: whether somebody is named who may call, at a time that can be.
     * Cheap.
     *
     * @throws ApiException if not
     */
    default void recognize(WireRequest head) {}

    /** @throws ApiException if it is not who it says, or nobody who may call */
    Identity identify(WireRequest request);
}
