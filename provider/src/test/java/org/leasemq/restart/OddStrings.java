package org.leasemq.restart;

import java.util.List;

/** Text that is seldom tried and allowed all the same. */
final class OddStrings {
    /** For fields that may say anything. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            " both ends ",
            "\t",
            "\n",
            "\r\nlines\r",
            "\u0000",
            "a\u0000b\u0001\u001F\u007F\u0085",
            "a=b&c;d,e:f?g#h%41+%",
            "'; DROP TABLE leasemq_queues; --",
            "\"quoted\" \\back\\slash\\u0041",
            "größe ÅÄÖ ÿ",
            "e\u0301 é",
            "\uFEFFmark",
            "\u200Bnothing\u200D",
            "\u202Eright to left",
            "\u2028\u2029",
            "日本語",
            "🛫 👩‍👩‍👧 \uDBFF\uDFFF",
            "\uFFFE\uFFFF",
            "null",
            "x".repeat(10_000));

    /** For names, which have no control characters and an end. */
    static final List<String> NAMES = TEXTS.stream()
            .filter(text -> !text.isEmpty() && text.chars().noneMatch(Character::isISOControl) && text.length() <= 900)
            .toList();

    /** What UTF-8 cannot carry. */
    static final List<String> HALVES =
            List.of("\uD83D", "\uDEEB", "cut\uD83D", "\uDEEBcut", "\uDEEB\uD83D", "a\uD83D\uD83D\uDEEBb");

    private OddStrings() {}
}
