package org.leasemq.sqs.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts with stars in them. */
class WildcardTest {
    private static String some(Random random, String of, int most) {
        return random.ints(random.nextInt(most + 1), 0, of.length())
                .mapToObj(i -> of.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static boolean expected(String pattern, String text) {
        return Pattern.matches(pattern.replace("*", ".*"), text);
    }

    @Test
    void itIsWhatARegularExpressionSays() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String pattern = some(random, "aab*", 9);
            String text = some(random, "aab", 12);
            assertEquals(expected(pattern, text), new Wildcard(pattern).test(text), pattern + " of " + text);
        }
    }

    @Test
    void aBackslashTakesTheMeaningFromAStar() {
        Wildcard wildcard = new Wildcard("\\**\\\\*");
        assertTrue(wildcard.test("*x\\y"));
        assertFalse(wildcard.test("xx\\y"));
        assertFalse(wildcard.test("*xy"));
    }

    /** Trying each place anew would take some 10<sup>13</sup> comparisons. */
    @Test
    @Timeout(120)
    void noCharacterIsGoneBackTo() {
        int half = 5_000_000;
        String text = "a".repeat(2 * half);
        assertFalse(new Wildcard("*" + "a".repeat(half) + "b*").test(text));
        assertFalse(new Wildcard("*b" + "a".repeat(half) + "*").test(text));
        assertFalse(new Wildcard("*a".repeat(half) + "*b*").test(text));
        assertTrue(new Wildcard("*" + "a".repeat(half) + "b*").test(text + "b"));
    }
}
