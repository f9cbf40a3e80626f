package org.leasemq.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLineTest {
    private final FrameLine line = new FrameLine();

    private List<byte[]> call(long number, int bytes, boolean always) {
        WireOut head = new WireOut();
        head.writeLong(number);
        List<byte[]> frames = Parts.frames(FrameType.CALL, number, head, new byte[bytes], always);
        frames.forEach(line::add);
        return frames;
    }

    private List<byte[]> all() {
        List<byte[]> all = new ArrayList<>();
        for (byte[] next = line.peek(); next != null; next = line.peek()) {
            assertSame(next, line.poll());
            all.add(next);
        }
        assertTrue(line.isEmpty());
        assertNull(line.poll());
        return all;
    }

    private static void assertOrder(List<byte[]> expected, List<byte[]> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertSame(expected.get(i), found.get(i), "at " + i);
        }
    }

    @Test
    void whatFitsIntoAFramePassesWhatComesInParts() {
        List<byte[]> large = call(1, 3 * Parts.SIZE, false);
        assertEquals(3, large.size());
        byte[] part = line.poll();
        assertSame(large.get(0), part);
        List<byte[]> small = call(2, 10, false);
        assertOrder(List.of(small.get(0), large.get(1), large.get(2)), all());
    }

    @Test
    void partsHaveTheirTurnHoweverMuchPassesThem() {
        List<byte[]> large = call(1, 2 * Parts.SIZE, false);
        List<byte[]> others = new ArrayList<>();
        for (int i = 2; i < 10; i++) {
            others.addAll(call(i, Parts.SIZE / 2, false));
        }
        List<byte[]> found = all();
        assertEquals(2, found.indexOf(large.get(0)));
        assertEquals(5, found.indexOf(large.get(1)));
        found.removeAll(large);
        assertOrder(others, found);
    }

    @Test
    void whatIsToKeepItsPlaceComesBehindInParts() {
        List<byte[]> expected = new ArrayList<>(call(1, 3 * Parts.SIZE, false));
        expected.addAll(call(2, 10, true));
        assertEquals(2, line.things());
        assertEquals(0, line.frames());
        List<byte[]> passing = call(3, 10, false);
        assertEquals(passing.get(0).length, line.bytes());
        expected.add(0, passing.get(0));
        assertOrder(expected, all());
        assertEquals(0, line.things());
        assertEquals(0, line.bytes());
    }

    @Test
    void whatIsDroppedIsForgotten() {
        call(1, 3 * Parts.SIZE, false);
        call(2, 10, false);
        line.clear();
        assertEquals(0, line.things());
        assertEquals(0, line.bytes());
        List<byte[]> again = call(1, 10, false);
        assertOrder(again, all());
    }

    @Test
    void whatSpeaksOfAllThatWasSaidPassesNothing() {
        List<byte[]> large = call(1, 2 * Parts.SIZE, false);
        byte[] all = FrameType.ALL_ASKED.frame();
        line.add(all);
        List<byte[]> small = call(2, 10, false);
        assertOrder(List.of(small.get(0), large.get(0), large.get(1), all), all());
        assertEquals(0, line.things());
        line.add(all);
        assertSame(all, line.poll());
    }
}
