package org.leasemq.selector;

import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.leasemq.engine.model.Message;

/**
 * A part of a selector. Its value for a message is a {@link Boolean}, a {@link Long} or {@link Double}, a {@link String}, or
 * null for what SQL calls NULL or unknown.
 */
sealed interface Expression {
    ValueType type();

    Object evaluate(Message message);

    /** A constant. */
    record Literal(Object value, ValueType type) implements Expression {
        @Override
        public Object evaluate(Message message) {
            return value;
        }
    }

    /** A header or a property. */
    record Identifier(String name, ValueType type, Function<Message, Object> reader) implements Expression {
        @Override
        public Object evaluate(Message message) {
            return reader.apply(message);
        }
    }

    /** All have to be true. */
    record And(List<Expression> parts) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            return Logic.all(parts, message, Boolean.FALSE);
        }
    }

    /** One has to be true. */
    record Or(List<Expression> parts) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            return Logic.all(parts, message, Boolean.TRUE);
        }
    }

    /** The opposite. */
    record Not(Expression operand) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            return Logic.not(Logic.truth(operand, message));
        }
    }

    /** How two values compare. */
    record Comparison(Comparator operator, Expression left, Expression right) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            return operator.compare(left.evaluate(message), right.evaluate(message));
        }
    }

    /** Whether a value lies between two others. */
    record Between(Expression operand, Expression low, Expression high) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            Object value = operand.evaluate(message);
            Boolean above = Comparator.NOT_LESS.compare(value, low.evaluate(message));
            Boolean below = Comparator.NOT_GREATER.compare(value, high.evaluate(message));
            return Logic.and(above, below);
        }
    }

    /** Whether a text is one of several; unknown of what is no text. */
    record In(Expression operand, Set<String> texts) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            Object value = operand.evaluate(message);
            return value instanceof String text ? texts.contains(text) : null;
        }
    }

    /** Whether a text looks like a pattern; unknown of what is no text. */
    record Like(Expression operand, LikePattern pattern) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            Object value = operand.evaluate(message);
            return value instanceof String text ? pattern.matches(text) : null;
        }
    }

    /** Whether there is no value. */
    record IsNull(Expression operand) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public Object evaluate(Message message) {
            return operand.evaluate(message) == null;
        }
    }

    /** A calculation from left to right; what cannot be calculated is unknown. */
    record Calculation(Expression first, List<Step> steps) implements Expression {
        /** What is done next. */
        record Step(BinaryOperator<Number> operator, Expression operand) {}

        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }

        @Override
        public Object evaluate(Message message) {
            Object value = first.evaluate(message);
            for (Step step : steps) {
                Object operand = step.operand.evaluate(message);
                value = value instanceof Number a && operand instanceof Number b ? step.operator.apply(a, b) : null;
            }
            return value instanceof Number ? value : null;
        }
    }
}
