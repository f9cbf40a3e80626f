package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.Receipt;
import org.leasemq.sqs.signing.HandleKey;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Receipt handles are read if they were given out, and refused whatever else they are. */
class ReceiptHandleTest {
    private static final HandleKey KEY = HandleKey.create();
    private static final ReceiptHandle HANDLE =
            new ReceiptHandle(new Receipt(7, (1L << 40) + 3, 2, -5), 1_700_000_000_123L);
    private static final byte[] BYTES = Base64.getDecoder().decode(HANDLE.encode(KEY));
    private static final int CONTENT = BYTES.length - HandleKey.CODE;

    private static void assertRefused(byte[] bytes) {
        String text = Base64.getEncoder().encodeToString(bytes);
        ApiException refusal = assertThrows(ApiException.class, () -> ReceiptHandle.decode(text, KEY));
        assertEquals(ErrorCode.RECEIPT_HANDLE_IS_INVALID, refusal.code());
    }

    @Test
    void whatWasGivenOutIsReadAsItWas() {
        assertEquals(HANDLE, ReceiptHandle.decode(HANDLE.encode(KEY), KEY));
    }

    @Test
    void whatAVersionBeforeGaveOutIsRead() {
        ByteBuffer content = ByteBuffer.allocate(25)
                .put((byte) 2)
                .putInt(7)
                .putLong((1L << 40) + 3)
                .putInt(2)
                .putLong(1_700_000_000_123L);
        byte[] code = KEY.code(content.array());
        ByteBuffer bytes =
                ByteBuffer.allocate(25 + HandleKey.CODE).put(content.array()).put(code);
        ReceiptHandle before = ReceiptHandle.decode(Base64.getEncoder().encodeToString(bytes.array()), KEY);
        assertEquals(new ReceiptHandle(new Receipt(7, (1L << 40) + 3, 2, 0), 1_700_000_000_123L), before);
    }

    @Test
    void eachByteCounts() {
        for (int i = 0; i < BYTES.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = BYTES.clone();
                changed[i] ^= (byte) (1 << bit);
                assertRefused(changed);
            }
        }
        for (int length = 0; length < BYTES.length; length++) {
            assertRefused(Arrays.copyOf(BYTES, length));
        }
        assertRefused(Arrays.copyOf(BYTES, BYTES.length + 1));
    }

    @Test
    void anotherKeyIsOfNoUse() {
        assertRefused(Base64.getDecoder().decode(HANDLE.encode(HandleKey.create())));
    }

    @Test
    void nothingThatCanBeComputedIsTheCode() {
        byte[] content = Arrays.copyOf(BYTES, CONTENT);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        assertRefused(ByteBuffer.allocate(CONTENT + Integer.BYTES)
                .put(content)
                .putInt((int) checksum.getValue())
                .array());
        assertRefused(ByteBuffer.allocate(BYTES.length)
                .put(content)
                .putInt((int) checksum.getValue())
                .array());
    }
}
