package org.leasemq.engine.model;

import java.util.Map;
import java.util.UUID;

/**
 * A message as it was sent, the same at every delivery and in every queue it moves to. Times are in milliseconds since the
 * epoch.
 *
 * @param id message id
 * @param sentAt when it was sent
 * @param visibleAt when it could be delivered first; equals {@code sentAt} without a delay
 * @param expiresAt when it expires; 0 for never
 * @param priority 0 to 9
 * @param groupId message group, or null
 * @param exclusiveGroup see {@link NewMessage#exclusiveGroup}
 * @param deduplicationId the deduplication id given by the sender or made from the body; null if none
 * @param persistent whether it survives the process
 * @param attributes typed attributes by name
 * @param body the body
 */
public record Message(
        UUID id,
        long sentAt,
        long visibleAt,
        long expiresAt,
        int priority,
        String groupId,
        boolean exclusiveGroup,
        String deduplicationId,
        boolean persistent,
        Map<String, Attribute> attributes,
        Body body) {}
