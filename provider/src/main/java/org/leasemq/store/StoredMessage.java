package org.leasemq.store;

import java.util.UUID;

/**
 * The content of a message, as it stays from the first send to the last delivery. Byte arrays are shared and must not be
 * changed.
 *
 * @param content the position at which it was first stored: unique, and the same wherever it moves
 * @param id the message id
 * @param sentAt when it was sent, in milliseconds since the epoch
 * @param visibleAt when it may be delivered first (delay), in milliseconds since the epoch; 0 for at once
 * @param expiresAt when it expires, in milliseconds since the epoch; 0 for never
 * @param priority 0 to 9
 * @param groupId message group, or null
 * @param exclusiveGroup whether the group is ordered and exclusive also on a standard queue
 * @param deduplicationId deduplication id, or null
 * @param text whether the body is text in UTF-8, otherwise it is binary
 * @param attributes message attributes in the engine's own encoding, may be empty
 * @param body the body
 */
public record StoredMessage(
        long content,
        UUID id,
        long sentAt,
        long visibleAt,
        long expiresAt,
        int priority,
        String groupId,
        boolean exclusiveGroup,
        String deduplicationId,
        boolean text,
        byte[] attributes,
        byte[] body) {}
