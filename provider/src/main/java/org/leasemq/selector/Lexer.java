package org.leasemq.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leasemq.engine.model.EngineException;
import org.leasemq.selector.Token.Kind;

/** Cuts a selector into words. Literals are those of Java, strings those of SQL. */
final class Lexer {
    private static final List<String> SYMBOLS =
            List.of("<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",");

    /** What a number may look like; exact ones have neither a point nor an exponent. */
    private static final Pattern NUMBER =
            Pattern.compile("0[xX](\\p{XDigit}+)[lL]?|((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)([lLfFdD]?)");

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Kind.END, "", at);
        }
        char c = text.charAt(at);
        if (c == '\'') {
            return string();
        }
        if (c >= '0' && c <= '9' || c == '.') {
            return number();
        }
        return Character.isJavaIdentifierStart(text.codePointAt(at)) ? word() : symbol();
    }

    private Token string() {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (true) {
            int quote = text.indexOf('\'', at);
            if (quote < 0) {
                throw wrong("a text that begins with ' has no end", start);
            }
            content.append(text, at, quote);
            at = quote + 1;
            if (at == text.length() || text.charAt(at) != '\'') {
                return new Token(Kind.STRING, content.toString(), start);
            }
            content.append('\'');
            at++;
        }
    }

    private Token number() {
        int start = at;
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("'" + text.charAt(at) + "' does not begin a number", at);
        }
        at = matcher.end();
        if (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
            throw wrong("'" + text.substring(start, at + 1) + "' is no number", start);
        }
        if (matcher.group(1) != null) {
            return new Token(Kind.EXACT_NUMBER, "0x" + matcher.group(1), start);
        }
        String digits = matcher.group(2);
        String suffix = matcher.group(5);
        boolean whole = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (whole && (suffix.isEmpty() || suffix.equalsIgnoreCase("L"))) {
            return new Token(Kind.EXACT_NUMBER, digits, start);
        }
        if (suffix.equalsIgnoreCase("L")) {
            throw wrong("'" + digits + suffix + "' is no number", start);
        }
        return new Token(Kind.APPROXIMATE_NUMBER, digits + suffix, start);
    }

    private Token word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        String word = text.substring(start, at);
        String upper = word.toUpperCase(Locale.ROOT);
        return Token.KEYWORDS.contains(upper)
                ? new Token(Kind.KEYWORD, upper, start)
                : new Token(Kind.IDENTIFIER, word, start);
    }

    private Token symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token(Kind.SYMBOL, symbol, at - symbol.length());
            }
        }
        throw wrong("'" + text.charAt(at) + "' means nothing here", at);
    }

    /** What is wrong, and where. */
    EngineException.InvalidFilter wrong(String what, int place) {
        String shown = text.length() <= Selector.SHOWN ? text : text.substring(0, Selector.SHOWN) + "…";
        return new EngineException.InvalidFilter(
                "The selector \"" + shown + "\" is not valid: " + what + " (at character " + (place + 1) + ").");
    }
}
