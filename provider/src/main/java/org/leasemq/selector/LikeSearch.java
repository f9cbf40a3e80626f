package org.leasemq.selector;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a pattern between its %s, which are searched for one after the other by keeping, as bits, how many of their
 * elements end at the character just read: a few operations for each character of the text, one more for every 64 elements
 * (Baeza-Yates and Gonnet, 1992).
 */
final class LikeSearch {
    private static final int BITS = Long.SIZE;

    private final int[] lengths;
    /** Which elements any character fits, 64 in a word; each part begins with a new one. */
    private final long[] fittingAny;
    /** Which character the bits are of, and which word; sorted. Few characters fit anything in a word, and only these are kept. */
    private final int[] keys;
    /** Which elements of the word the character fits. */
    private final long[] bits;

    /** @param parts none of them empty */
    LikeSearch(List<int[]> parts) {
        lengths = parts.stream().mapToInt(part -> part.length).toArray();
        fittingAny =
                new long[parts.stream().mapToInt(part -> words(part.length)).sum()];
        SortedMap<Integer, Long> fitting = new TreeMap<>();
        int first = 0;
        for (int[] part : parts) {
            for (int i = 0; i < part.length; i++) {
                int word = first + i / BITS;
                if (part[i] == LikePattern.ANY_CHARACTER) {
                    fittingAny[word] |= 1L << i;
                } else {
                    fitting.merge(key((char) part[i], word), 1L << i, (a, b) -> a | b);
                }
            }
            first += words(part.length);
        }
        keys = fitting.keySet().stream().mapToInt(Integer::intValue).toArray();
        bits = fitting.values().stream().mapToLong(Long::longValue).toArray();
    }

    private static int words(int length) {
        return (length + BITS - 1) / BITS;
    }

    private static int key(char c, int word) {
        return c << Character.SIZE | word;
    }

    /** Operations for each character of the text that is searched. */
    int searches() {
        return fittingAny.length;
    }

    /** Whether all are found between two places: each where it fits first, so that nothing is tried twice. */
    boolean fits(String text, int from, int to) {
        int at = from;
        int first = 0;
        for (int length : lengths) {
            at = end(text, at, to, first, length);
            if (at < 0) {
                return false;
            }
            first += words(length);
        }
        return true;
    }

    /** Where the part ends; negative if it is not there. */
    private int end(String text, int from, int to, int first, int length) {
        long[] reached = new long[words(length)];
        int last = length - 1;
        for (int at = from; at < to; at++) {
            step(reached, text.charAt(at), first);
            if ((reached[last / BITS] >>> last & 1) != 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private void step(long[] reached, char c, int first) {
        int next = at(key(c, first));
        long carry = 1;
        for (int i = 0; i < reached.length; i++) {
            long fits = fittingAny[first + i];
            if (next < keys.length && keys[next] == key(c, first + i)) {
                fits |= bits[next++];
            }
            long shifted = reached[i] >>> (BITS - 1);
            reached[i] = (reached[i] << 1 | carry) & fits;
            carry = shifted;
        }
    }

    /** Of the first key that is no less. */
    private int at(int key) {
        int found = Arrays.binarySearch(keys, key);
        return found < 0 ? -found - 1 : found;
    }
}
