package org.leasemq.access;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;

/** An outcome as somebody may see it. */
record Mapped<T, R>(Completion<T> completion, Function<? super T, ? extends R> view) implements Completion<R> {
    @Override
    public R await() {
        return view.apply(completion.await());
    }

    @Override
    public void whenDone(BiConsumer<? super R, ? super EngineException> callback) {
        completion.whenDone((value, error) -> callback.accept(error == null ? view.apply(value) : null, error));
    }

    @Override
    public void background() {
        completion.background();
    }

    @Override
    public void cancel() {
        completion.cancel();
    }

    @Override
    public boolean isDone() {
        return completion.isDone();
    }
}
