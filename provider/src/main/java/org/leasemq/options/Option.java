package org.leasemq.options;

import java.util.Objects;

/**
 * One line of the table of options. Immutable.
 *
 * @param name its name, in kebab-case
 * @param scope what it belongs to
 * @param type how its values are written
 * @param defaultValue its value when nobody gives one; may be null where the type has a word for that
 * @param summary what it does, in one sentence
 * @param <T> type of its values
 */
public record Option<T>(String name, Scope scope, OptionType<T> type, T defaultValue, String summary) {

    /** What an option belongs to. */
    public enum Scope {
        /** The engine: the same for all who share it. */
        ENGINE("engine"),
        /** A connection factory and its connections. */
        CONNECTION("connection"),
        /** A queue, at the moment it is created. */
        QUEUE("queue");

        private final String label;

        Scope(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    public Option {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(summary, "summary");
    }

    /**
     * Reads a value.
     *
     * @throws InvalidOptionException if it is not a value of this option
     */
    public T parse(String text) {
        if (text == null) {
            throw refusal("null", null);
        }
        try {
            return type.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw refusal(text, e);
        }
    }

    /**
     * Checks a value that was given as such.
     *
     * @throws InvalidOptionException if it is not a value of this option
     */
    public T check(T value) {
        return parse(written(value));
    }

    private String written(T value) {
        try {
            return type.format(value);
        } catch (IllegalArgumentException e) {
            throw refusal(String.valueOf(value), e);
        }
    }

    private InvalidOptionException refusal(String text, Exception cause) {
        return new InvalidOptionException(
                "Option '" + name + "' cannot be '" + text + "': expected " + type.expected() + ".", cause);
    }

    /** Whether its values are not shown. */
    public boolean isSecret() {
        return name.endsWith("password");
    }

    @Override
    public String toString() {
        return name;
    }
}
