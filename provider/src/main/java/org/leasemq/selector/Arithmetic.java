package org.leasemq.selector;

import java.util.Map;
import java.util.function.BinaryOperator;

/** Calculation with the numeric promotion of Java: exact numbers stay exact among themselves. */
final class Arithmetic {
    static final Map<String, BinaryOperator<Number>> BY_SYMBOL =
            Map.of("+", Arithmetic::plus, "-", Arithmetic::minus, "*", Arithmetic::times, "/", Arithmetic::dividedBy);

    private Arithmetic() {}

    static boolean areExact(Number one, Number other) {
        return isExact(one) && isExact(other);
    }

    private static boolean isExact(Number number) {
        return !(number instanceof Double || number instanceof Float);
    }

    private static Number plus(Number a, Number b) {
        if (areExact(a, b)) {
            return a.longValue() + b.longValue();
        }
        return a.doubleValue() + b.doubleValue();
    }

    private static Number minus(Number a, Number b) {
        if (areExact(a, b)) {
            return a.longValue() - b.longValue();
        }
        return a.doubleValue() - b.doubleValue();
    }

    private static Number times(Number a, Number b) {
        if (areExact(a, b)) {
            return a.longValue() * b.longValue();
        }
        return a.doubleValue() * b.doubleValue();
    }

    /** Null, which is unknown, for an exact number divided by zero. */
    private static Number dividedBy(Number a, Number b) {
        if (!areExact(a, b)) {
            return a.doubleValue() / b.doubleValue();
        }
        return b.longValue() == 0 ? null : (Number) (a.longValue() / b.longValue());
    }
}
