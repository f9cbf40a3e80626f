package org.leasemq.sqs.action;

import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.WireRequest;

/** Finds out who sent a request. Safe for use by several threads. */
@FunctionalInterface
public interface Authenticator {
    /** @throws ApiException if it is not who it says, or nobody who may call */
    Identity identify(WireRequest request);
}
