package org.leasemq.engine.model;

import java.util.UUID;

/**
 * A message has been sent.
 *
 * @param id its message id
 * @param sequenceNumber greater than that of every message sent before it to any queue
 * @param sentAt when it was sent, in milliseconds since the epoch
 * @param visibleAt when it can be delivered first, in milliseconds since the epoch
 * @param duplicate whether it was a duplicate, so that nothing was stored and {@code id} and {@code sequenceNumber} are
 *     those of the original
 */
public record Sent(UUID id, long sequenceNumber, long sentAt, long visibleAt, boolean duplicate) {}
