package org.leasemq.engine;

import java.util.function.Predicate;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;

/** A language in which {@link Filter}s are written. */
@FunctionalInterface
public interface FilterLanguage {
    /** How much memory what a condition means may take for each of its characters. Queues are counted with so much. */
    int MOST_BYTES_PER_CHARACTER = 32;

    /**
     * Understands a condition.
     *
     * @return tells which messages pass; quick, safe for use by several threads, and never throws: a message on which it does
     *     so all the same does not pass. Takes at most {@link #MOST_BYTES_PER_CHARACTER} of memory for each character of the
     *     text, beside some hundred
     * @throws EngineException.InvalidFilter if it makes no sense
     */
    Predicate<Message> compile(String text);
}
