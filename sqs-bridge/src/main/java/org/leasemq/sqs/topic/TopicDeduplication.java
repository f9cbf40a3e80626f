package org.leasemq.sqs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.wire.Input;

/** Which messages of a FIFO topic count as the same: its queues are given an id, whether they would make one or not. */
final class TopicDeduplication {
    private TopicDeduplication() {}

    static boolean isByContent(QueueAttributes topic) {
        return "true".equals(TopicAttributes.value(topic, TopicAttributes.CONTENT, true));
    }

    /** The id of the request, or one made of the message. */
    static String id(QueueAttributes topic, Input in) {
        String given = in.text("MessageDeduplicationId");
        return given != null || !isByContent(topic) ? given : hash(in.text("Message"));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
