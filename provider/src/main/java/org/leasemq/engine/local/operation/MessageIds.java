package org.leasemq.engine.local.operation;

import java.util.UUID;
import org.leasemq.engine.model.Message;

/** The ids that messages have where somebody has moved them. */
public final class MessageIds {
    private MessageIds() {}

    /** The id of a message: where somebody has moved it, another one for each place, and always the same there. */
    public static UUID of(Message message, boolean moved, long position) {
        UUID sent = message.id();
        if (!moved) {
            return sent;
        }
        long mixed = position * 0x9E37_79B9_7F4A_7C15L;
        long keepsVersion = mixed & ~0xF000L;
        long keepsVariant = mixed & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(sent.getMostSignificantBits() ^ keepsVersion, sent.getLeastSignificantBits() ^ keepsVariant);
    }
}
