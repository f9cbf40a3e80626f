package org.leasemq.engine;

import java.util.function.BiConsumer;
import org.leasemq.engine.model.EngineException;

/** An outcome that was there at once. */
record Done<T>(T value) implements Completion<T> {
    @Override
    public T await() {
        return value;
    }

    @Override
    public void whenDone(BiConsumer<? super T, ? super EngineException> callback) {
        callback.accept(value, null);
    }

    @Override
    public void background() {
        // it has happened
    }

    @Override
    public void cancel() {
        // it has happened
    }

    @Override
    public boolean isDone() {
        return true;
    }
}
