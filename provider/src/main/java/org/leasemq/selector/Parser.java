package org.leasemq.selector;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.leasemq.engine.model.EngineException;

/** Understands a selector by recursive descent, one method for each level of precedence, checking types on the way. */
final class Parser {
    /** So that neither reading nor judging a selector runs out of stack. */
    private static final int DEEPEST = 100;

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");
    /** Of a long, in octal. */
    private static final int MOST_DIGITS = 22;

    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

    private final Lexer lexer;
    private final List<Token> tokens;
    private int next;
    private int depth;
    private int names;
    private int searches;

    Parser(String text) {
        lexer = new Lexer(text);
        tokens = lexer.tokens();
    }

    Expression parse() {
        Token first = peek();
        Expression whole = require(ValueType.BOOLEAN, disjunction(), first, "a selector is");
        if (peek().kind() != Token.Kind.END) {
            throw wrong(peek() + " was not expected", peek());
        }
        return whole;
    }

    // ------------------------------------------------------------------------------------------- conditions

    private Expression disjunction() {
        return chain("OR", this::conjunction, Expression.Or::new);
    }

    private Expression conjunction() {
        return chain("AND", this::negation, Expression.And::new);
    }

    private Expression chain(
            String operator, Supplier<Expression> operand, Function<List<Expression>, Expression> whole) {
        Token first = peek();
        Expression one = operand.get();
        if (!peek().is(operator)) {
            return one;
        }
        List<Expression> parts = new ArrayList<>();
        parts.add(require(ValueType.BOOLEAN, one, first, operator + " joins"));
        while (accept(operator)) {
            Token start = peek();
            parts.add(require(ValueType.BOOLEAN, operand.get(), start, operator + " joins"));
        }
        return whole.apply(List.copyOf(parts));
    }

    private Expression negation() {
        if (!accept("NOT")) {
            return predicate();
        }
        Token start = peek();
        return new Expression.Not(require(ValueType.BOOLEAN, deeper(this::negation), start, "NOT stands before"));
    }

    private Expression predicate() {
        Token start = peek();
        Expression operand = sum();
        Comparator comparator = peek().kind() == Token.Kind.SYMBOL ? Comparator.BY_SYMBOL.get(peek().text()) : null;
        if (comparator != null) {
            Token operator = take();
            return comparison(comparator, operator, operand, sum());
        }
        if (accept("IS")) {
            boolean negated = accept("NOT");
            expect("NULL");
            return negated(negated, new Expression.IsNull(identifier(operand, start, "IS NULL")));
        }
        boolean negated = accept("NOT");
        if (accept("BETWEEN")) {
            return negated(negated, between(operand, start));
        }
        if (accept("IN")) {
            return negated(negated, new Expression.In(textual(operand, start, "IN"), texts()));
        }
        if (accept("LIKE")) {
            return negated(negated, new Expression.Like(textual(operand, start, "LIKE"), pattern()));
        }
        if (negated) {
            throw wrong("after NOT comes BETWEEN, IN or LIKE, not " + peek(), peek());
        }
        return operand;
    }

    private static Expression negated(boolean negated, Expression expression) {
        return negated ? new Expression.Not(expression) : expression;
    }

    private Expression comparison(Comparator comparator, Token operator, Expression left, Expression right) {
        if (!comparator.takes(left.type()) || !comparator.takes(right.type())) {
            throw wrong(operator.text() + " compares numbers only; texts and booleans have = and <>", operator);
        }
        if (!left.type().canBe(right.type()) && right.type() != ValueType.ANY) {
            throw wrong("the two sides of " + operator.text() + " can never be compared", operator);
        }
        return new Expression.Comparison(comparator, left, right);
    }

    private Expression between(Expression operand, Token start) {
        require(ValueType.NUMBER, operand, start, "BETWEEN compares");
        Token lowStart = peek();
        Expression low = require(ValueType.NUMBER, sum(), lowStart, "BETWEEN compares");
        expect("AND");
        Token highStart = peek();
        return new Expression.Between(operand, low, require(ValueType.NUMBER, sum(), highStart, "BETWEEN compares"));
    }

    private Set<String> texts() {
        Set<String> texts = new HashSet<>();
        expect("(");
        do {
            texts.add(text("IN lists"));
        } while (accept(","));
        expect(")");
        return texts;
    }

    private LikePattern pattern() {
        Token start = peek();
        String pattern = text("LIKE takes");
        if (pattern.length() > LikePattern.LONGEST) {
            throw wrong(
                    "a pattern has at most " + LikePattern.LONGEST + " characters, this one " + pattern.length(),
                    start);
        }
        LikePattern read = new LikePattern(pattern, accept("ESCAPE") ? escape() : null);
        searches += read.searches();
        if (searches > Selector.MOST_SEARCHES) {
            throw wrong(
                    "its patterns have more than " + Selector.MOST_SEARCHES
                            + " pieces between two % to search for, where every 64 characters count as one",
                    start);
        }
        return read;
    }

    private Character escape() {
        Token token = peek();
        String escape = text("ESCAPE takes");
        if (escape.length() != 1) {
            throw wrong("ESCAPE takes one character, not '" + escape + "'", token);
        }
        return escape.charAt(0);
    }

    // --------------------------------------------------------------------------------------------- values

    private Expression sum() {
        return calculation(Set.of("+", "-"), this::product);
    }

    private Expression product() {
        return calculation(Set.of("*", "/"), this::signed);
    }

    private Expression calculation(Set<String> operators, Supplier<Expression> operand) {
        Token start = peek();
        Expression first = operand.get();
        List<Expression.Calculation.Step> steps = new ArrayList<>();
        while (peek().kind() == Token.Kind.SYMBOL && operators.contains(peek().text())) {
            String operator = take().text();
            require(ValueType.NUMBER, first, start, operator + " calculates with");
            Token operandStart = peek();
            Expression next = require(ValueType.NUMBER, operand.get(), operandStart, operator + " calculates with");
            steps.add(new Expression.Calculation.Step(Arithmetic.BY_SYMBOL.get(operator), next));
        }
        return steps.isEmpty() ? first : new Expression.Calculation(first, List.copyOf(steps));
    }

    private Expression signed() {
        if (accept("+")) {
            Token start = peek();
            return require(ValueType.NUMBER, deeper(this::signed), start, "+ stands before");
        }
        if (!accept("-")) {
            return primary();
        }
        Token start = peek();
        if (start.kind() == Token.Kind.EXACT_NUMBER) {
            return number(take(), true);
        }
        Expression operand = require(ValueType.NUMBER, deeper(this::signed), start, "- stands before");
        Expression zero = new Expression.Literal(0L, ValueType.NUMBER);
        return new Expression.Calculation(
                zero, List.of(new Expression.Calculation.Step(Arithmetic.BY_SYMBOL.get("-"), operand)));
    }

    private Expression primary() {
        Token token = take();
        switch (token.kind()) {
            case STRING:
                return new Expression.Literal(token.text(), ValueType.STRING);
            case EXACT_NUMBER:
                return number(token, false);
            case APPROXIMATE_NUMBER:
                return new Expression.Literal(Double.valueOf(token.text()), ValueType.NUMBER);
            case IDENTIFIER:
                names++;
                if (names > Selector.MOST_NAMES) {
                    throw wrong("it names properties and headers more than " + Selector.MOST_NAMES + " times", token);
                }
                if (!Identifiers.isSelectable(token.text())) {
                    throw wrong(token.text() + " cannot be selected by", token);
                }
                return Identifiers.named(token.text());
            default:
                break;
        }
        if (token.is("TRUE") || token.is("FALSE")) {
            return new Expression.Literal(token.is("TRUE"), ValueType.BOOLEAN);
        }
        if (!token.is("(")) {
            throw wrong("a value was expected, not " + token, token);
        }
        Expression inner = deeper(this::disjunction);
        expect(")");
        return inner;
    }

    /** An exact number as Java writes it: decimal, octal or hexadecimal, within the range of a long. */
    private Expression number(Token token, boolean negative) {
        String text = token.text();
        boolean hexadecimal = text.startsWith("0x");
        boolean octal = !hexadecimal && text.length() > 1 && text.startsWith("0");
        String digits =
                LEADING_ZEROS.matcher(hexadecimal ? text.substring(2) : text).replaceFirst("");
        if (digits.length() > MOST_DIGITS) {
            throw wrong(text.substring(0, MOST_DIGITS) + "... is too large a number", token);
        }
        BigInteger value;
        try {
            value = new BigInteger(digits, hexadecimal ? 16 : octal ? 8 : 10);
        } catch (NumberFormatException e) {
            throw wrong(text + " is no octal number", token);
        }
        if ((hexadecimal || octal) && value.compareTo(UNSIGNED_LIMIT) < 0) {
            long bits = value.longValue();
            return new Expression.Literal(negative ? -bits : bits, ValueType.NUMBER);
        }
        BigInteger signed = negative ? value.negate() : value;
        if (signed.bitLength() > 63) {
            throw wrong(text + " is too large a number", token);
        }
        return new Expression.Literal(signed.longValue(), ValueType.NUMBER);
    }

    // --------------------------------------------------------------------------------------------- helpers

    private Expression deeper(Supplier<Expression> inner) {
        if (++depth > DEEPEST) {
            throw wrong("it is nested too deeply", peek());
        }
        Expression expression = inner.get();
        depth--;
        return expression;
    }

    private Expression require(ValueType type, Expression expression, Token start, String who) {
        if (!expression.type().canBe(type)) {
            throw wrong(
                    who + " " + (type == ValueType.BOOLEAN ? "conditions" : "numbers") + ", which "
                            + (start.kind() == Token.Kind.END ? "is missing" : "what begins with " + start + " is not"),
                    start);
        }
        return expression;
    }

    private Expression identifier(Expression expression, Token start, String who) {
        if (!(expression instanceof Expression.Identifier)) {
            throw wrong(who + " follows the name of a property or header, not " + start, start);
        }
        return expression;
    }

    private Expression textual(Expression expression, Token start, String who) {
        if (!identifier(expression, start, who).type().canBe(ValueType.STRING)) {
            throw wrong(who + " is about texts, which " + start + " is not", start);
        }
        return expression;
    }

    private String text(String who) {
        if (peek().kind() != Token.Kind.STRING) {
            throw wrong(who + " texts in single quotes, not " + peek(), peek());
        }
        return take().text();
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    private boolean accept(String keywordOrSymbol) {
        if (peek().is(keywordOrSymbol)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String keywordOrSymbol) {
        if (!accept(keywordOrSymbol)) {
            throw wrong(keywordOrSymbol + " was expected, not " + peek(), peek());
        }
    }

    private EngineException.InvalidFilter wrong(String what, Token where) {
        return lexer.wrong(what, where.at());
    }
}
