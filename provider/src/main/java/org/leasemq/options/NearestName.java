package org.leasemq.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Guesses what was meant by a misspelt name. Capitals, dashes, dots and underscores are no difference. */
public final class NearestName {
    private NearestName() {}

    /** The one that is nearest; empty if none is so near that it may have been meant. */
    static Optional<String> of(String name, Collection<String> known) {
        return of(name, known, NearestName::farthest);
    }

    /**
     * As {@link #of(String, Collection)}.
     *
     * @param slips how many slips may have been made in each of them
     */
    public static Optional<String> of(String name, Collection<String> known, ToIntFunction<String> slips) {
        String given = letters(name);
        return known.stream()
                .filter(candidate -> distance(given, letters(candidate)) <= slips.applyAsInt(candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(given, letters(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** So many slips are made in a name: one in short ones, three in long ones. */
    private static int farthest(String candidate) {
        return Math.min(3, 1 + candidate.length() / 8);
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    /** How many characters have to be inserted, removed or replaced to get from one name to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
