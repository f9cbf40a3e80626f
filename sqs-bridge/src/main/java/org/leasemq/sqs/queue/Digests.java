package org.leasemq.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.model.Attribute;

/** The MD5 digests by which clients check what they sent and received. */
public final class Digests {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digests() {}

    public static String ofBody(byte[] utf8) {
        return HexFormat.of().formatHex(md5().digest(utf8));
    }

    /** The digest of message attributes; null if there are none. */
    public static String ofAttributes(Map<String, Attribute> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        MessageDigest md5 = md5();
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            update(md5, name.getBytes(UTF_8));
            update(md5, attribute.type().getBytes(UTF_8));
            md5.update(attribute.isBinary() ? BINARY : TEXT);
            update(md5, attribute.value());
        });
        return HexFormat.of().formatHex(md5.digest());
    }

    private static void update(MessageDigest md5, byte[] bytes) {
        md5.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        md5.update(bytes);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
