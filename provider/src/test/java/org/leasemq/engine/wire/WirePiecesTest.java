package org.leasemq.engine.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Target;

/** What is large is read out of the pieces in which it came, and written in pieces. */
class WirePiecesTest {
    private static final int LARGE = 1_000_000;

    private static Queue<byte[]> pieces(byte[] bytes, int size) {
        Queue<byte[]> pieces = new ArrayDeque<>();
        for (int at = 0; at < bytes.length; at += size) {
            pieces.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        return pieces;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static <R> byte[] again(Verb<R, ?> verb, WireIn in) {
        return Frames.request(verb, verb.readRequest(in));
    }

    @Test
    void everythingThatCanBeAskedIsReadOutOfPiecesOfAnySize() {
        for (Examples.Request<?> example : Examples.requests()) {
            byte[] bytes = example.bytes();
            for (int size : new int[] {1, 2, 3, 7, 64}) {
                WireIn in = WireIn.of(pieces(bytes, size));
                assertArrayEquals(
                        bytes, again(Verbs.numbered(in.readByte()), in), () -> example + " in pieces of " + size);
            }
        }
    }

    @Test
    void whatIsWrittenInPiecesIsWhatWasWritten() {
        byte[] large = random(LARGE);
        WireOut out = new WireOut();
        out.writeInt(1);
        out.writeBytes(large);
        for (int i = 0; i < LARGE; i++) {
            out.writeByte(i);
            out.writeLong(i);
        }
        assertEquals(8L + LARGE + 9L * LARGE, out.size());
        WireIn in = new WireIn(out.toBytes());
        assertEquals(1, in.readInt());
        assertArrayEquals(large, in.readBytes());
        for (int i = 0; i < LARGE; i++) {
            assertEquals((byte) i, in.readByte());
            assertEquals(i, in.readLong());
        }
        in.requireEnd();
    }

    @Test
    void framesOfPiecesAreThoseOfTheBytes() {
        for (int length : new int[] {0, 1, Parts.SIZE, Parts.SIZE + 1, 3 * Parts.SIZE, LARGE}) {
            byte[] bytes = random(length);
            WireOut content = new WireOut();
            content.writeAll(bytes, 0, length);
            List<byte[]> expected = Parts.frames(FrameType.ANSWER, 7, new WireOut(), bytes);
            List<byte[]> frames = Parts.frames(FrameType.ANSWER, 7, new WireOut(), content);
            assertEquals(expected.size(), frames.size());
            for (int i = 0; i < frames.size(); i++) {
                assertArrayEquals(expected.get(i), frames.get(i));
            }
        }
    }

    /** Parts are forgotten as they are read, so that a message is not there twice for longer than it takes to read it. */
    @Test
    void piecesGoAsTheyAreRead() {
        Queue<byte[]> pieces = pieces(new byte[10 * Parts.SIZE], Parts.SIZE);
        WireIn in = WireIn.of(pieces);
        for (int i = 0; i < 10 * Parts.SIZE / Long.BYTES; i++) {
            assertEquals(0, in.readLong());
        }
        assertTrue(pieces.isEmpty());
    }

    @Test
    void whatIsMadeOfBytesHasToHaveRoomBeforeItIsMade() {
        byte[] send = Frames.request(
                Verbs.SEND, new Requests.Send(Target.queue("q"), List.of(Message.of(Body.binary(new byte[LARGE])))));
        AtomicLong asked = new AtomicLong();
        WireIn in = new WireIn(send, 1, send.length - 1).within(bytes -> asked.addAndGet(bytes) < LARGE);
        assertThrows(NoRoomToReadException.class, () -> Verbs.SEND.readRequest(in));
        assertTrue(asked.get() > LARGE && asked.get() < LARGE + 1000, () -> asked + " bytes");
    }

    /** Four bytes are a text without characters, which is an object all the same. */
    @Test
    void whatIsManyAndEmptyNeedsRoomToo() {
        byte[] texts = Frames.request(Verbs.DELETE_SUBSCRIPTION, Collections.nCopies(LARGE, ""));
        AtomicLong asked = new AtomicLong();
        WireIn in = new WireIn(texts, 1, texts.length - 1).within(bytes -> {
            asked.addAndGet(bytes);
            return true;
        });
        assertEquals(LARGE, Verbs.DELETE_SUBSCRIPTION.readRequest(in).size());
        assertTrue(asked.get() > 40L * LARGE, () -> asked + " bytes");
    }
}
