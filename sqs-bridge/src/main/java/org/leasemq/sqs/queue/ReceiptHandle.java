package org.leasemq.sqs.queue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.leasemq.engine.model.Receipt;
import org.leasemq.sqs.signing.HandleKey;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * What a receiver deletes a message with: the lease, and when it began, as text. Stays valid over restarts. Nobody
 * can make one up: who may delete need not be allowed to receive.
 *
 * @param receipt the lease
 * @param receivedAt when it began, in milliseconds since the epoch
 */
public record ReceiptHandle(Receipt receipt, long receivedAt) {
    private static final byte VERSION = 3;
    private static final int CONTENT = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES;

    /** Of handles that do not tell leases of the same count apart, which receivers may still have. */
    private static final byte VERSION_BEFORE = 2;

    private static final int CONTENT_BEFORE = CONTENT - Integer.BYTES;

    /** As clients get it. */
    public String encode(HandleKey key) {
        ByteBuffer bytes = ByteBuffer.allocate(CONTENT + HandleKey.CODE)
                .put(VERSION)
                .putInt(receipt.queue())
                .putLong(receipt.sequenceNumber())
                .putInt(receipt.receiveCount())
                .putLong(receivedAt)
                .putInt(receipt.lease());
        bytes.put(code(bytes.array(), CONTENT, key));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws ApiException if it was not given out with that key */
    public static ReceiptHandle decode(String text, HandleKey key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(text);
        }
        int content = bytes.length - HandleKey.CODE;
        if (content != CONTENT && content != CONTENT_BEFORE) {
            throw invalid(text);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] code = Arrays.copyOfRange(bytes, content, bytes.length);
        byte version = content == CONTENT ? VERSION : VERSION_BEFORE;
        if (in.get() != version || !MessageDigest.isEqual(code, code(bytes, content, key))) {
            throw invalid(text);
        }
        int queue = in.getInt();
        long sequenceNumber = in.getLong();
        int receiveCount = in.getInt();
        long receivedAt = in.getLong();
        int lease = version == VERSION ? in.getInt() : 0;
        return new ReceiptHandle(new Receipt(queue, sequenceNumber, receiveCount, lease), receivedAt);
    }

    /** The error for a handle that is not one, or not of this queue. */
    public static ApiException invalid(String text) {
        return new ApiException(
                ErrorCode.RECEIPT_HANDLE_IS_INVALID,
                "The input receipt handle \"" + text + "\" is not a valid receipt handle.");
    }

    private static byte[] code(byte[] bytes, int content, HandleKey key) {
        return key.code(Arrays.copyOf(bytes, content));
    }
}
