package org.leasemq.sqs.filter;

import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A text with stars for anything; a backslash takes the meaning from a star or another backslash. What stands between the stars
 * is looked for piece after piece, each where it fits first, and no character of a text is gone back to (Knuth, Morris and
 * Pratt, 1977).
 */
final class Wildcard implements Predicate<String> {
    /** All pieces, without the stars. */
    private final String text;
    /** Where in it each piece ends. */
    private final int[] ends;
    /**
     * For each character between the first and the last star, how much of the beginning of its piece ends there, too, less than
     * all up to there.
     */
    private final int[] borders;

    Wildcard(String pattern) {
        StringBuilder literal = new StringBuilder(pattern.length());
        IntStream.Builder stars = IntStream.builder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                stars.add(literal.length());
            } else if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                literal.append(pattern.charAt(i));
            } else {
                literal.append(c);
            }
        }
        stars.add(literal.length());
        this.text = literal.toString();
        this.ends = stars.build().toArray();
        this.borders = new int[ends.length == 1 ? 0 : ends[ends.length - 2] - ends[0]];
        for (int piece = 1; piece < ends.length - 1; piece++) {
            findBorders(ends[piece - 1], ends[piece]);
        }
    }

    private void findBorders(int from, int to) {
        int matched = from;
        for (int i = from + 1; i < to; i++) {
            matched = after(matched, text.charAt(i), from);
            borders[i - ends[0]] = matched - from;
        }
    }

    /** How far in a piece one more character leads. */
    private int after(int matched, char c, int from) {
        int next = matched;
        while (next > from && text.charAt(next) != c) {
            next = from + borders[next - 1 - ends[0]];
        }
        return text.charAt(next) == c ? next + 1 : next;
    }

    /** Between two stars the first place is as good as any, so that nothing has to be tried twice. */
    @Override
    public boolean test(String value) {
        if (ends.length == 1) {
            return value.equals(text);
        }
        int first = ends[0];
        int last = ends[ends.length - 2];
        int end = value.length() - (text.length() - last);
        if (end < first
                || !value.regionMatches(0, text, 0, first)
                || !value.regionMatches(end, text, last, text.length() - last)) {
            return false;
        }
        int place = first;
        for (int piece = 1; piece < ends.length - 1 && place >= 0; piece++) {
            place = find(value, place, end, piece);
        }
        return place >= 0;
    }

    /** Where a piece ends that fits between two places; negative if it does not. */
    private int find(String value, int start, int end, int piece) {
        int from = ends[piece - 1];
        int to = ends[piece];
        int matched = from;
        int at = start;
        while (matched < to) {
            if (end - at < to - matched) {
                return -1;
            }
            matched = after(matched, value.charAt(at), from);
            at++;
        }
        return at;
    }
}
