package org.leasemq.sqs.filter;

import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A list of texts, sorted and in one piece: whether a text is in it takes a few comparisons, however long the list is, and each
 * takes little more memory than its characters.
 */
final class TextSet {
    private final String all;
    private final int[] ends;
    private final boolean isOfParts;
    private final boolean isBackwards;

    private TextSet(SortedSet<String> sorted, boolean isOfParts, boolean isBackwards) {
        this.isOfParts = isOfParts;
        this.isBackwards = isBackwards;
        StringBuilder joined = new StringBuilder();
        int[] found = new int[sorted.size()];
        int count = 0;
        String before = null;
        for (String text : sorted) {
            // what begins with another one says nothing more; so all that a text can begin with stand side by side: one
            if (!isOfParts || before == null || !text.startsWith(before)) {
                joined.append(text);
                found[count++] = joined.length();
                before = text;
            }
        }
        this.all = joined.toString();
        this.ends = Arrays.copyOf(found, count);
    }

    /** Has texts as they are. */
    static TextSet of(Collection<String> texts) {
        return new TextSet(new TreeSet<>(texts), false, false);
    }

    /** Has all texts that begin with one of them. */
    static TextSet ofPrefixes(Collection<String> texts) {
        return new TextSet(new TreeSet<>(texts), true, false);
    }

    /** Has all texts that end with one of them. */
    static TextSet ofSuffixes(Collection<String> texts) {
        SortedSet<String> sorted = new TreeSet<>();
        texts.forEach(text -> sorted.add(backwards(text)));
        return new TextSet(sorted, true, true);
    }

    /** Character by character, also where two are one symbol. */
    private static String backwards(String text) {
        char[] characters = new char[text.length()];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = text.charAt(characters.length - 1 - i);
        }
        return new String(characters);
    }

    boolean contains(String text) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, text);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return false;
    }

    /** How one of them stands to a text: 0 if that is in the set for it. */
    private int compare(int index, String text) {
        int start = index == 0 ? 0 : ends[index - 1];
        int length = ends[index] - start;
        int common = Math.min(length, text.length());
        for (int i = 0; i < common; i++) {
            char own = all.charAt(start + i);
            char other = text.charAt(isBackwards ? text.length() - 1 - i : i);
            if (own != other) {
                return Character.compare(own, other);
            }
        }
        return isOfParts && length == common ? 0 : Integer.compare(length, text.length());
    }
}
