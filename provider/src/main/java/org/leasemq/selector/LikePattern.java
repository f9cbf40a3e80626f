package org.leasemq.selector;

import java.util.ArrayList;
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

    /** What stands between the %s, in order; the first and the last may be empty. */
    private final List<LikePiece> pieces = new ArrayList<>();

    /** @param escape the character that takes the meaning from the one after it; null for none */
    LikePattern(String text, Character escape) {
        int[] piece = new int[text.length()];
        int length = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            int element = c == '%' ? ANY_TEXT : c == '_' ? ANY_CHARACTER : c;
            if (escape != null && c == escape && at < text.length()) {
                element = text.charAt(at++);
            }
            if (element == ANY_TEXT) {
                pieces.add(new LikePiece(piece, length));
                length = 0;
            } else {
                piece[length++] = element;
            }
        }
        pieces.add(new LikePiece(piece, length));
    }

    /** How many operations each character of a text can cost: for every piece that has no place of its own, one for 64 elements. */
    int searches() {
        return pieces.stream()
                .skip(1)
                .limit(Math.max(0, pieces.size() - 2))
                .mapToInt(LikePiece::searches)
                .sum();
    }

    boolean matches(String text) {
        LikePiece first = pieces.get(0);
        if (pieces.size() == 1) {
            return first.length() == text.length() && first.fitsAt(text, 0);
        }
        LikePiece last = pieces.get(pieces.size() - 1);
        int at = first.length();
        int end = text.length() - last.length();
        if (at > end || !first.fitsAt(text, 0) || !last.fitsAt(text, end)) {
            return false;
        }
        for (LikePiece piece : pieces.subList(1, pieces.size() - 1)) {
            at = piece.find(text, at, end);
            if (at < 0) {
                return false;
            }
            at += piece.length();
        }
        return true;
    }
}
