package org.leasemq.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.NewMessage;
import org.leasemq.store.StoredMessage;

/** Messages as the engine and as the store have them. */
final class Messages {
    private static final byte[] NO_ATTRIBUTES = {};
    private static final Body NO_BODY = Body.binary(NO_ATTRIBUTES);

    private Messages() {}

    /** The size that counts against a queue's maximum: the body and the names, types and values of senders' attributes. */
    static long size(NewMessage message) {
        long size = message.body().bytes().length;
        for (Map.Entry<String, Attribute> attribute : message.attributes().entrySet()) {
            if (!attribute.getKey().startsWith(Attribute.SYSTEM_PREFIX)) {
                size += attribute.getKey().length()
                        + attribute.getValue().type().length()
                        + attribute.getValue().value().length;
            }
        }
        return size;
    }

    static StoredMessage toStore(long content, Message message) {
        return new StoredMessage(
                content,
                message.id(),
                message.sentAt(),
                message.visibleAt() == message.sentAt() ? 0 : message.visibleAt(),
                message.expiresAt(),
                message.priority(),
                message.groupId(),
                message.exclusiveGroup(),
                message.deduplicationId(),
                message.body().isText(),
                encode(message.attributes()),
                message.body().bytes());
    }

    /** All that a queue needs to know of a message that it may get later. */
    static Message withoutContent(Message message) {
        return new Message(
                message.id(),
                message.sentAt(),
                message.visibleAt(),
                message.expiresAt(),
                message.priority(),
                message.groupId(),
                message.exclusiveGroup(),
                message.deduplicationId(),
                message.persistent(),
                Map.of(),
                NO_BODY);
    }

    /** The same, of what comes from the store. */
    static StoredMessage withoutContent(StoredMessage stored) {
        return new StoredMessage(
                stored.content(),
                stored.id(),
                stored.sentAt(),
                stored.visibleAt(),
                stored.expiresAt(),
                stored.priority(),
                stored.groupId(),
                stored.exclusiveGroup(),
                stored.deduplicationId(),
                stored.text(),
                NO_ATTRIBUTES,
                NO_ATTRIBUTES);
    }

    static Message fromStore(StoredMessage stored) {
        return new Message(
                stored.id(),
                stored.sentAt(),
                stored.visibleAt() == 0 ? stored.sentAt() : stored.visibleAt(),
                stored.expiresAt(),
                stored.priority(),
                stored.groupId(),
                stored.exclusiveGroup(),
                stored.deduplicationId(),
                true,
                decode(stored.attributes()),
                new Body(stored.body(), stored.text()));
    }

    private static byte[] encode(Map<String, Attribute> attributes) {
        if (attributes.isEmpty()) {
            return NO_ATTRIBUTES;
        }
        byte[][] parts = new byte[attributes.size() * 3][];
        int length = 0;
        int count = 0;
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            parts[count++] = attribute.getKey().getBytes(UTF_8);
            parts[count++] = attribute.getValue().type().getBytes(UTF_8);
            parts[count++] = attribute.getValue().value();
        }
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            out.putInt(part.length).put(part);
        }
        return out.array();
    }

    private static Map<String, Attribute> decode(byte[] bytes) {
        if (bytes.length == 0) {
            return Map.of();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            String name = new String(next(in), UTF_8);
            String type = new String(next(in), UTF_8);
            attributes.put(name, new Attribute(type, next(in)));
        }
        return attributes;
    }

    private static byte[] next(ByteBuffer in) {
        byte[] part = new byte[in.getInt()];
        in.get(part);
        return part;
    }

    /** The id of a message: where somebody has moved it, another one for each place, and always the same there. */
    static UUID id(Message message, boolean moved, long position) {
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
