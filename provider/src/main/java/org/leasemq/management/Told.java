package org.leasemq.management;

import java.util.function.Supplier;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;

/** Asks the engine for tools, which have none of its classes. */
final class Told {
    private Told() {}

    /** @throws IllegalStateException if it is refused; without a cause, whose class a tool elsewhere could not read */
    static <T> T by(Supplier<Completion<T>> question) {
        try {
            return question.get().await();
        } catch (EngineException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }
}
