package org.leasemq.sqs.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists of texts. */
class TextSetTest {
    private static String some(Random random) {
        return random.ints(random.nextInt(6), 'a', 'd')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void itIsWhatLookingAtEachSays() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            List<String> texts =
                    Stream.generate(() -> some(random)).limit(random.nextInt(8)).toList();
            String text = some(random);
            String what = text + " in " + texts;
            assertEquals(texts.contains(text), TextSet.of(texts).contains(text), what);
            assertEquals(
                    texts.stream().anyMatch(text::startsWith),
                    TextSet.ofPrefixes(texts).contains(text),
                    what);
            assertEquals(
                    texts.stream().anyMatch(text::endsWith),
                    TextSet.ofSuffixes(texts).contains(text),
                    what);
        }
    }

    @Test
    void halfOfASymbolIsASuffixToo() {
        String symbol = Character.toString(0x1F600);
        assertTrue(TextSet.ofSuffixes(List.of(symbol.substring(1))).contains("x" + symbol));
        assertTrue(TextSet.ofSuffixes(List.of(symbol)).contains("x" + symbol));
        assertFalse(TextSet.ofSuffixes(List.of(symbol + "x")).contains("x" + symbol));
    }
}
