package org.leasemq.selector;

import java.util.Set;

/**
 * A word of a selector.
 *
 * @param kind what it is
 * @param text a keyword or operator in capitals, an identifier as it stands, the digits of a number, the content of a string
 * @param at where it begins, counted from 0
 */
record Token(Kind kind, String text, int at) {
    /** What a word can be. */
    enum Kind {
        KEYWORD,
        IDENTIFIER,
        STRING,
        EXACT_NUMBER,
        APPROXIMATE_NUMBER,
        SYMBOL,
        END
    }

    static final Set<String> KEYWORDS =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    boolean is(String keywordOrSymbol) {
        return (kind == Kind.KEYWORD || kind == Kind.SYMBOL) && text.equals(keywordOrSymbol);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "the text '" + text + "'";
            default -> text;
        };
    }
}
