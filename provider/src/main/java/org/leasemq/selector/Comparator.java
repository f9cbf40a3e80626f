package org.leasemq.selector;

import java.util.Map;

/** The operators that compare. Values of different kinds are neither equal nor different: the answer is false. */
enum Comparator {
    EQUAL,
    DIFFERENT,
    LESS,
    NOT_LESS,
    GREATER,
    NOT_GREATER;

    static final Map<String, Comparator> BY_SYMBOL =
            Map.of("=", EQUAL, "<>", DIFFERENT, "<", LESS, ">=", NOT_LESS, ">", GREATER, "<=", NOT_GREATER);

    /** Texts and booleans can only be told from one another, they have no order. */
    boolean takes(ValueType type) {
        return this == EQUAL || this == DIFFERENT || type.canBe(ValueType.NUMBER);
    }

    Boolean compare(Object left, Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Number one && right instanceof Number other) {
            return Arithmetic.areExact(one, other)
                    ? holds(Long.compare(one.longValue(), other.longValue()))
                    : compare(one.doubleValue(), other.doubleValue());
        }
        boolean comparable = left.getClass() == right.getClass();
        return comparable && (this == EQUAL ? left.equals(right) : this == DIFFERENT && !left.equals(right));
    }

    /** As Java's own operators, which know that nothing equals NaN. */
    private boolean compare(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case DIFFERENT -> left != right;
            case LESS -> left < right;
            case NOT_LESS -> left >= right;
            case GREATER -> left > right;
            case NOT_GREATER -> left <= right;
        };
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case NOT_LESS -> order >= 0;
            case GREATER -> order > 0;
            case NOT_GREATER -> order <= 0;
        };
    }
}
