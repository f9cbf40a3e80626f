package org.leasemq.selector;

import java.util.function.Predicate;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;

/** A message selector. Immutable; safe for use by several threads. */
public final class Selector implements Predicate<Message> {
    /** How many characters a selector may have. */
    public static final int LONGEST = 262_144;
    /** How often a selector can name properties and headers, each of which may be a long text. */
    public static final int MOST_NAMES = 1_024;
    /** How many pieces of text its patterns can search for, where every 64 characters of a piece count as one. */
    public static final int MOST_SEARCHES = 128;
    /** How many characters a pattern of LIKE may have. */
    public static final int LONGEST_PATTERN = LikePattern.LONGEST;

    /** The name of this language among the engine's filter languages. */
    public static final String LANGUAGE = "jms";

    /** How much of a selector errors quote. */
    static final int SHOWN = 200;

    private final String text;
    private final Expression condition;

    private Selector(String text, Expression condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * Understands a selector.
     *
     * @throws EngineException.InvalidFilter if it is malformed or too long, or an operator cannot be applied to its operands
     */
    public static Selector parse(String text) {
        if (text.length() > LONGEST) {
            throw new EngineException.InvalidFilter("The selector that begins with \"" + text.substring(0, SHOWN)
                    + "\" has " + text.length() + " characters, which is more than " + LONGEST
                    + ". Select by a property that the sender sets for the purpose.");
        }
        return new Selector(text, new Parser(text).parse());
    }

    /** The filter for a selector as applications give it; null if it selects everything, being null or blank. */
    public static Filter filter(String text) {
        return text == null || text.isBlank() ? null : new Filter(LANGUAGE, text);
    }

    /** Whether the message is selected: the condition is true, neither false nor unknown. */
    @Override
    public boolean test(Message message) {
        return Boolean.TRUE.equals(condition.evaluate(message));
    }

    @Override
    public String toString() {
        return text;
    }
}
