package org.leasemq.selector;

import java.util.Arrays;

/** A part of a pattern without %, which has its place in a text. */
final class LikePiece {
    private final int[] elements;

    LikePiece(int[] elements, int length) {
        this.elements = Arrays.copyOf(elements, length);
    }

    int length() {
        return elements.length;
    }

    boolean fitsAt(String text, int start) {
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] != LikePattern.ANY_CHARACTER && elements[i] != text.charAt(start + i)) {
                return false;
            }
        }
        return true;
    }
}
