package org.leasemq.selector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A part of a pattern without %. It is searched for by keeping, as bits, how many of its elements end at the character just
 * read: a few operations for each character of the text, one more for every 64 elements (Baeza-Yates and Gonnet, 1992).
 */
final class LikePiece {
    private static final int BITS = Long.SIZE;

    private final int[] elements;
    /** Which elements each character of the piece fits, as bits. */
    private final Map<Character, long[]> fitting = new HashMap<>();
    /** Which elements every other character fits. */
    private final long[] fittingAny;

    LikePiece(int[] elements, int length) {
        this.elements = Arrays.copyOf(elements, length);
        this.fittingAny = new long[(length + BITS - 1) / BITS];
        for (int i = 0; i < length; i++) {
            if (elements[i] == LikePattern.ANY_CHARACTER) {
                fittingAny[i / BITS] |= 1L << i;
            }
        }
        for (int i = 0; i < length; i++) {
            if (elements[i] != LikePattern.ANY_CHARACTER) {
                fitting.computeIfAbsent((char) elements[i], c -> fittingAny.clone())[i / BITS] |= 1L << i;
            }
        }
    }

    int length() {
        return elements.length;
    }

    /** Operations for each character of the text that it is searched for in. */
    int searches() {
        return fittingAny.length;
    }

    boolean fitsAt(String text, int start) {
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] != LikePattern.ANY_CHARACTER && elements[i] != text.charAt(start + i)) {
                return false;
            }
        }
        return true;
    }

    /** Where it fits first; negative if nowhere between the two places. */
    int find(String text, int from, int to) {
        if (elements.length == 0) {
            return from;
        }
        long[] reached = new long[fittingAny.length];
        int last = elements.length - 1;
        for (int at = from; at < to; at++) {
            step(reached, fitting.getOrDefault(text.charAt(at), fittingAny));
            if ((reached[last / BITS] >>> last & 1) != 0) {
                return at - last;
            }
        }
        return -1;
    }

    private static void step(long[] reached, long[] fits) {
        long carry = 1;
        for (int i = 0; i < reached.length; i++) {
            long next = reached[i] >>> (BITS - 1);
            reached[i] = (reached[i] << 1 | carry) & fits[i];
            carry = next;
        }
    }
}
