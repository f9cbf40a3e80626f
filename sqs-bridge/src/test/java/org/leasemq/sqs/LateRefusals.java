package org.leasemq.sqs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;

/** An engine that refuses nothing at once, as though it were far away: what it refuses is told by the outcome. */
public final class LateRefusals {
    private LateRefusals() {}

    /** @param before runs before each call */
    public static LeaseEngine of(LeaseEngine engine, Before before) {
        return (LeaseEngine) Proxy.newProxyInstance(
                LateRefusals.class.getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                    before.call(method.getName(), arguments == null ? null : arguments[0]);
                    return call(engine, method, arguments);
                });
    }

    private static Object call(LeaseEngine engine, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(engine, arguments);
        } catch (InvocationTargetException e) {
            if (method.getReturnType().equals(Completion.class) && e.getCause() instanceof EngineException refusal) {
                return new Refused<>(refusal);
            }
            throw e.getCause();
        }
    }

    /** Something that happens first. */
    public interface Before {
        /** A method is about to be called, with this as its first argument if it has one. */
        void call(String method, Object first);
    }

    private record Refused<T>(EngineException refusal) implements Completion<T> {
        @Override
        public T await() {
            throw refusal;
        }

        @Override
        public void whenDone(BiConsumer<? super T, ? super EngineException> callback) {
            callback.accept(null, refusal);
        }

        @Override
        public void background() {
            // nobody learns of it
        }

        @Override
        public void cancel() {
            // it is over
        }

        @Override
        public boolean isDone() {
            return true;
        }
    }
}
