package org.leasemq.selector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern in which % stands for any text and _ for any one character. Between the %s stand pieces; the first and the last
 * have their place, the others are looked for one after the other, each where it fits first. So matching takes time in
 * proportion to the text, whatever the pattern.
 */
final class LikePattern {
    /** Characters a pattern may have. */
    static final int LONGEST = 1024;

    private static final int ANY_TEXT = -1;
    static final int ANY_CHARACTER = -2;

    /** What stands before the first %, or all. */
    private final LikePiece first;
    /** What stands after the last %; null if there is none. */
    private final LikePiece last;
    /** What stands between the %s, in order. */
    private final LikeSearch between;

    /** @param escape the character that takes the meaning from the one after it; null for none */
    LikePattern(String text, Character escape) {
        LikePiece begin = null;
        List<int[]> others = new ArrayList<>();
        int[] piece = new int[text.length()];
        int length = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            int element = c == '%' ? ANY_TEXT : c == '_' ? ANY_CHARACTER : c;
            if (escape != null && c == escape && at < text.length()) {
                element = text.charAt(at++);
            }
            if (element != ANY_TEXT) {
                piece[length++] = element;
                continue;
            }
            if (begin == null) {
                begin = new LikePiece(piece, length);
            } else if (length > 0) { // several % together mean one
                others.add(Arrays.copyOf(piece, length));
            }
            length = 0;
        }
        LikePiece rest = new LikePiece(piece, length);
        this.first = begin == null ? rest : begin;
        this.last = begin == null ? null : rest;
        this.between = new LikeSearch(others);
    }

    /** How many operations each character of a text can cost: for every piece that has no place of its own, one for 64 elements. */
    int searches() {
        return between.searches();
    }

    boolean matches(String text) {
        if (last == null) {
            return first.length() == text.length() && first.fitsAt(text, 0);
        }
        int at = first.length();
        int end = text.length() - last.length();
        if (at > end || !first.fitsAt(text, 0) || !last.fitsAt(text, end)) {
            return false;
        }
        return between.fits(text, at, end);
    }
}
