package org.leasemq.remote;

import java.util.function.Consumer;
import org.leasemq.engine.model.EngineException;

/** What is done with an answer before anybody else knows of it, by who reads it. It is quick, and does not wait. */
interface Effect<A> {
    /** That was answered. */
    void told(A answer);

    /** That was refused. */
    default void refused(EngineException reason) {}

    /** This, and something more with what was answered. */
    default Effect<A> and(Consumer<? super A> more) {
        Effect<A> first = this;
        return new Effect<>() {
            @Override
            public void told(A answer) {
                first.told(answer);
                more.accept(answer);
            }

            @Override
            public void refused(EngineException reason) {
                first.refused(reason);
            }
        };
    }
}
