package org.leasemq.sqs.wire;

/**
 * Whole numbers as clients write them: a sign and the digits 0 to 9, and nothing that a platform would take for a number
 * besides (digits of other scripts, a plus, spaces, fractions, exponents).
 */
public final class WholeNumbers {
    private WholeNumbers() {}

    /** @throws NumberFormatException if it is none, or larger than 64 bits hold */
    public static long parse(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new NumberFormatException("not a whole number: " + text);
            }
        }
        return Long.parseLong(text);
    }
}
