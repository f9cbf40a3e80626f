package org.leasemq.engine.model;

/**
 * What became of one element of a batch.
 *
 * @param <T> what success brings
 */
public sealed interface Outcome<T> {
    /**
     * It worked.
     *
     * @param value the result
     */
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * It was refused, and nothing changed.
     *
     * @param error why
     */
    record Refused<T>(EngineException error) implements Outcome<T> {}

    /** The result of what worked; throws the error of what was refused. */
    default T get() {
        if (this instanceof Refused<T> refused) {
            throw refused.error();
        }
        return ((Done<T>) this).value();
    }
}
