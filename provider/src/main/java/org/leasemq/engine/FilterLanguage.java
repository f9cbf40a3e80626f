package org.leasemq.engine;

import java.util.function.Predicate;

/** A language in which {@link Filter}s are written. */
@FunctionalInterface
public interface FilterLanguage {
    /**
     * Understands a condition.
     *
     * @return tells which messages pass; quick, safe for use by several threads, and never throws: a message on which it does
     *     so all the same does not pass
     * @throws EngineException.InvalidFilter if it makes no sense
     */
    Predicate<Message> compile(String text);
}
