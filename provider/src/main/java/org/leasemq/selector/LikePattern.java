package org.leasemq.selector;

import java.util.ArrayList;
import java.util.List;

/** A pattern in which % stands for any text and _ for any one character. Matching takes no more than length times length. */
final class LikePattern {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] elements;

    /** @param escape the character that takes the meaning from the one after it; null for none */
    LikePattern(String text, Character escape) {
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escape != null && c == escape && i + 1 < text.length()) {
                i++;
                parts.add((int) text.charAt(i));
            } else {
                parts.add(c == '%' ? ANY_TEXT : c == '_' ? ANY_CHARACTER : c);
            }
        }
        elements = parts.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean matches(String text) {
        int at = 0;
        int element = 0;
        int retryElement = -1;
        int retryAt = 0;
        while (at < text.length()) {
            if (element < elements.length && elements[element] == ANY_TEXT) {
                retryElement = ++element;
                retryAt = at;
            } else if (element < elements.length && fits(elements[element], text.charAt(at))) {
                element++;
                at++;
            } else if (retryElement >= 0) {
                element = retryElement;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (element < elements.length && elements[element] == ANY_TEXT) {
            element++;
        }
        return element == elements.length;
    }

    private static boolean fits(int element, char c) {
        return element == ANY_CHARACTER || element == c;
    }
}
