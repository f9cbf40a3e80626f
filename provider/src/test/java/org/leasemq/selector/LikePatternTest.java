package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;

/** Patterns of LIKE, compared with regular expressions. */
class LikePatternTest {
    private static String text(SplittableRandom random, String characters, int most) {
        int length = random.nextInt(most + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    private static boolean fits(String pattern, String text) {
        return Pattern.matches(pattern.replace("%", ".*").replace('_', '.'), text);
    }

    @Test
    void patternsMeanWhatTheSpecificationSays() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50_000; i++) {
            String pattern = text(random, "ab_%", 10);
            String text = text(random, "ab", 12);
            assertEquals(fits(pattern, text), new LikePattern(pattern, null).matches(text), pattern + " and " + text);
        }
    }

    @Test
    void longPiecesAreFoundAcrossAllTheirWords() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 500; i++) {
            String piece = text(random, "ab", 200);
            String wild = piece.isEmpty() ? piece : piece.substring(0, piece.length() - 1) + "_";
            String text = text(random, "ab", 300) + piece + text(random, "ab", 300);
            assertTrue(new LikePattern("%" + piece + "%", null).matches(text));
            assertTrue(new LikePattern("%" + wild + "%", null).matches(text));
            assertEquals(fits("%" + piece + "c%", text), new LikePattern("%" + piece + "c%", null).matches(text));
        }
    }

    @Test
    void whatIsEscapedMeansItself() {
        LikePattern pattern = new LikePattern("a\\%%\\_", '\\');
        assertTrue(pattern.matches("a%xyz_"));
        assertFalse(pattern.matches("abxyz_"));
        assertFalse(pattern.matches("a%xyzb"));
    }

    @Test
    void whatIsTooLongIsRefusedWithWordsAndWithoutRepeatingIt() {
        String pattern = "s LIKE '" + "%a".repeat(50_000) + "'";
        EngineException refused = assertThrows(EngineException.InvalidFilter.class, () -> Selector.parse(pattern));
        assertTrue(refused.getMessage().contains("at most 1024 characters, this one 100000"), refused.getMessage());
        assertTrue(refused.getMessage().length() < 500);
        String selector = "s = '" + "a".repeat(Selector.LONGEST) + "'";
        refused = assertThrows(EngineException.InvalidFilter.class, () -> Selector.parse(selector));
        assertTrue(refused.getMessage().length() < 500);
    }
}
