package org.leasemq.sqs.queue;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.leasemq.engine.Receipt;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * What a receiver deletes a message with: the lease, and when it began, as text. Stays valid over restarts.
 *
 * @param receipt the lease
 * @param receivedAt when it began, in milliseconds since the epoch
 */
public record ReceiptHandle(Receipt receipt, long receivedAt) {
    private static final byte VERSION = 1;
    private static final int CONTENT = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES + Long.BYTES;

    /** As clients get it. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(CONTENT + Integer.BYTES)
                .put(VERSION)
                .putInt(receipt.queue())
                .putLong(receipt.sequenceNumber())
                .putInt(receipt.receiveCount())
                .putLong(receivedAt);
        bytes.putInt(checksum(bytes.array()));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws ApiException if it is not one of ours, or damaged */
    public static ReceiptHandle decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(text);
        }
        if (bytes.length != CONTENT + Integer.BYTES) {
            throw invalid(text);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != VERSION || in.getInt(CONTENT) != checksum(bytes)) {
            throw invalid(text);
        }
        return new ReceiptHandle(new Receipt(in.getInt(), in.getLong(), in.getInt()), in.getLong());
    }

    /** The error for a handle that is not one, or not of this queue. */
    public static ApiException invalid(String text) {
        return new ApiException(
                ErrorCode.RECEIPT_HANDLE_IS_INVALID,
                "The input receipt handle \"" + text + "\" is not a valid receipt handle.");
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, CONTENT);
        return (int) checksum.getValue();
    }
}
