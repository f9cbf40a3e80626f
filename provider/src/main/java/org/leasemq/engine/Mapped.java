package org.leasemq.engine;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.leasemq.engine.model.EngineException;

/** What becomes of an outcome. */
record Mapped<T, R>(Completion<T> completion, Function<? super T, ? extends R> view) implements Completion<R> {
    @Override
    public R await() {
        return view.apply(completion.await());
    }

    @Override
    public void whenDone(BiConsumer<? super R, ? super EngineException> callback) {
        completion.whenDone((value, error) -> {
            R seen = null;
            EngineException refusal = error;
            if (error == null) {
                try {
                    seen = view.apply(value);
                } catch (EngineException e) {
                    refusal = e;
                }
            }
            callback.accept(seen, refusal);
        });
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
