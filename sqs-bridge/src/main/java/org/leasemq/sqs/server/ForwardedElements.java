package org.leasemq.sqs.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a line of {@code Forwarded} by the grammar of RFC 7239, with blanks wherever parameters may have them in HTTP, and
 * nothing else: where a line may be read in two ways, a client that adds to it chooses what the proxy seems to have said.
 */
final class ForwardedElements {
    private static final String MARKS_OF_TOKENS = "!#$%&'*+-.^_`|~";

    private final String text;
    private int at;

    private ForwardedElements(String text) {
        this.text = text;
    }

    /**
     * The parameters of each element, by names in small letters. A list may have empty elements, which have none.
     *
     * @throws IllegalArgumentException if it is not like that
     */
    static List<Map<String, String>> of(String line) {
        ForwardedElements reader = new ForwardedElements(line);
        List<Map<String, String>> elements = new ArrayList<>();
        do {
            elements.add(reader.element());
        } while (reader.skip(','));
        if (reader.at < line.length()) {
            throw new IllegalArgumentException("there is something unexpected at character " + (reader.at + 1));
        }
        return elements;
    }

    private Map<String, String> element() {
        Map<String, String> parameters = new HashMap<>();
        do {
            skipBlanks();
            if (at < text.length() && !isAt(';') && !isAt(',')) {
                String name = token().toLowerCase(Locale.ROOT);
                if (!skip('=')) {
                    throw new IllegalArgumentException("a parameter has no value at character " + (at + 1));
                }
                if (parameters.put(name, isAt('"') ? quoted() : token()) != null) {
                    throw new IllegalArgumentException("an element says " + name + " twice");
                }
            }
            skipBlanks();
        } while (skip(';'));
        return parameters;
    }

    private String token() {
        int start = at;
        while (at < text.length() && isOfToken(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("a token is missing at character " + (at + 1));
        }
        return text.substring(start, at);
    }

    private static boolean isOfToken(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS_OF_TOKENS.indexOf(c) >= 0;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (!skip('"')) {
            skip('\\');
            if (at == text.length()) {
                throw new IllegalArgumentException("a quote does not end");
            }
            value.append(text.charAt(at++));
        }
        return value.toString();
    }

    private boolean skip(char c) {
        boolean is = isAt(c);
        if (is) {
            at++;
        }
        return is;
    }

    private void skipBlanks() {
        while (isAt(' ') || isAt('\t')) {
            at++;
        }
    }

    private boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
